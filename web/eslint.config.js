import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const noParent = { group: ['../*'], message: 'Use @/ for anything outside this folder.' };

/** app -> features -> components, lib: each layer may only look down, a feature never sees another. */
function mayNotImport(files, ...layers) {
  const group = layers.flatMap((layer) => [`@/${layer}`, `@/${layer}/*`]);
  const message = 'app -> features -> components, lib. A feature never imports another feature.';
  return {
    files,
    rules: { 'no-restricted-imports': ['error', { patterns: [noParent, { group, message }] }] },
  };
}

export default tseslint.config(
  { ignores: ['dist', 'coverage', 'src/lib/schema.d.ts'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  reactHooks.configs.flat.recommended,
  jsxA11y.flatConfigs.strict,
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js', 'public/*.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      'no-restricted-imports': ['error', { patterns: [noParent] }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'No barrels.' },
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        {
          selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
          message: 'Text is rendered, never injected.',
        },
      ],
      'max-lines': ['error', { max: 320 }],
    },
  },
  mayNotImport(['src/lib/**'], 'app', 'features', 'components'),
  mayNotImport(['src/components/**'], 'app', 'features'),
  mayNotImport(['src/features/**'], 'app', 'features'),
  {
    files: ['**/*.test.{ts,tsx}', 'src/test/**'],
    rules: { 'no-restricted-imports': 'off', '@typescript-eslint/unbound-method': 'off' },
  },
  { files: ['eslint.config.js', 'vite.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
);
