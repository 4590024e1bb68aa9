import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { textSetting } from './text-setting.js';

/** How campaign and send are parsed from the address that a bounce came back to. */
export class VerpSettings {
  /**
   * RE2 pattern over the whole address, with those of the named groups `campaign`, `send`, `recipient` and `mac` that
   * the sender's scheme has. Default: `bounce+<campaign>.<send>[.<mac>]@…`.
   */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  readonly pattern?: string;

  /**
   * Secret of the signature in `mac`, given here, as `${VARIABLE}`, or as secretFile. Without it nothing is verified by
   * VERP.
   */
  @IsOptional()
  @IsString({ message: textSetting('must be text') })
  @MinLength(16, { message: textSetting('must have at least 16 characters') })
  readonly secret?: string;
}

export class CorrelationSettings {
  @ValidateNested()
  @Type(() => VerpSettings)
  readonly verp: VerpSettings = new VerpSettings();

  /**
   * Headers of the returned message that name the campaign, besides the built-in ones (X-Campaign-Id, Feedback-ID, …).
   */
  @IsArray()
  @ArrayMaxSize(32)
  @Matches(/^[!-9;-~]{1,76}$/, { each: true, message: 'each must be the name of a header field' })
  readonly headers: readonly string[] = [];
}
