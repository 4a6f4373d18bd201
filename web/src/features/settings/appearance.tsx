import { Segmented } from '@/components/field';
import { setTheme, useThemeChoice, type ThemeChoice } from '@/lib/theme';

const choices: { value: ThemeChoice; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

export function Appearance() {
  const choice = useThemeChoice();
  return <Segmented legend="Theme" name="theme" choices={choices} value={choice} onChange={setTheme} />;
}
