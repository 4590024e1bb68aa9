import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist', 'coverage', '.stryker-tmp', 'test/fixtures', 'test/golden'] },
  js.configs.recommended,
  // `if (…) return;` on one line; braces around what takes more.
  { rules: { curly: ['error', 'multi-line'] } },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // A parameter may be there for its decorator only.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // Nest modules and class-validator DTOs are classes that hold only decorators.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/events/**', '**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          'TSAsExpression > MemberExpression[property.name="data"]',
          'TSAsExpression > Identifier[name="data"]',
          'MemberExpression[computed=true][object.name="data"]',
          'MemberExpression[computed=true][object.property.name="data"]',
        ].map((selector) => ({
          selector,
          message: 'Read a recorded event through typedEvent or eventOfType, where upcasters stand.',
        })),
      ],
    },
  },
  {
    files: ['**/*.js', '**/*.cjs', '**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        fetch: 'readonly',
        performance: 'readonly',
        module: 'writable',
      },
    },
  },
);
