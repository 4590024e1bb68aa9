import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import type { UndeterminedCluster } from '../index.js';

class ProviderBouncesDto {
  @ApiProperty({ example: 'gmx' })
  readonly provider!: string;

  @ApiProperty({ example: 1180 })
  readonly bounces!: number;
}

class UndeterminedExampleDto {
  @ApiProperty({ format: 'uuid', example: 'f3c1a9d2-6b7e-5d10-9a41-2f0f5f9c7b11' })
  readonly bounceId!: string;

  @ApiProperty({ example: '550 5.7.0 <ana@example.com>: the moon is in the wrong house (x8Yk2)' })
  readonly diagnostic!: string;
}

export class ClusterIdDto {
  @ApiProperty({ pattern: '^[0-9a-f]{16}$' })
  @Matches(/^[0-9a-f]{16}$/, { message: 'must be 16 hex digits' })
  readonly id!: string;
}

export class UndeterminedClusterDto implements UndeterminedCluster {
  @ApiProperty({ description: 'Derived from the form alone', example: '3f9a0c41d27be865' })
  readonly id!: string;

  @ApiProperty({
    description: 'What the texts have in common, in lower case: addresses and domains as `*`, numbers and ids as `#`',
    example: '# *: the moon is in the wrong house (#)',
  })
  readonly form!: string;

  @ApiProperty({ description: 'Bounces whose effective verdict is `undetermined`', example: 1204 })
  readonly bounces!: number;

  @ApiProperty({ type: [ProviderBouncesDto], description: 'Most bounces first' })
  readonly providers!: UndeterminedCluster['providers'];

  @ApiProperty({
    type: [UndeterminedExampleDto],
    description: 'Up to three, latest first; for a single cluster, up to twenty with different texts',
  })
  readonly examples!: UndeterminedCluster['examples'];
}

export class UndeterminedClusterAtPositionDto extends UndeterminedClusterDto {
  @ApiProperty({ example: '18240' })
  readonly position!: string;
}
