import { useNavigate } from 'react-router';
import { useLeave } from '@/features/account/leaving';
import { Palette, type Command } from '@/features/palette/palette';
import { useSession } from '@/lib/session';
import { setTheme } from '@/lib/theme';

type CommandPaletteProps = { onClose: () => void; onShowShortcuts: () => void };

export function CommandPalette({ onClose, onShowShortcuts }: CommandPaletteProps) {
  const navigate = useNavigate();
  const leave = useLeave();
  const { user } = useSession();
  const go = (to: string) => () => void navigate(to);

  const pages: Command[] = user
    ? [
        {
          id: 'new',
          label: 'New interview',
          group: 'Action',
          words: 'start begin practise',
          run: go('/app/interviews/new'),
        },
        { id: 'home', label: 'Home', group: 'Page', keys: 'g h', run: go('/app') },
        {
          id: 'interviews',
          label: 'Interviews',
          group: 'Page',
          words: 'history reports',
          keys: 'g i',
          run: go('/app/interviews'),
        },
        {
          id: 'growth',
          label: 'Growth',
          group: 'Page',
          words: 'instagram posts likes statistics',
          run: go('/app/growth'),
        },
        {
          id: 'insights',
          label: 'Insights',
          group: 'Growth',
          words: 'best time hashtags plan followers',
          run: go('/app/growth/insights'),
        },
        {
          id: 'accounts',
          label: 'Connected accounts',
          group: 'Growth',
          words: 'instagram sync disconnect',
          run: go('/app/growth/accounts'),
        },
        {
          id: 'settings',
          label: 'Settings',
          group: 'Page',
          words: 'profile account',
          keys: 'g s',
          run: go('/app/settings'),
        },
        {
          id: 'security',
          label: 'Security',
          group: 'Settings',
          words: 'password e-mail address change',
          run: go('/app/settings/security'),
        },
        {
          id: 'sessions',
          label: 'Sessions',
          group: 'Settings',
          words: 'devices logged in end',
          run: go('/app/settings/sessions'),
        },
      ]
    : [
        { id: 'start', label: 'Start page', group: 'Page', keys: 'g h', run: go('/') },
        { id: 'login', label: 'Log in', group: 'Page', run: go('/login') },
        { id: 'sign-up', label: 'Sign up', group: 'Page', words: 'register account', run: go('/sign-up') },
      ];

  const commands: Command[] = [
    ...pages,
    { id: 'api', label: 'API reference', group: 'Page', words: 'openapi docs', run: go('/docs/api') },
    { id: 'privacy', label: 'Privacy', group: 'Page', words: 'legal data', run: go('/legal/privacy') },
    { id: 'light', label: 'Light theme', group: 'Theme', run: () => setTheme('light') },
    { id: 'dark', label: 'Dark theme', group: 'Theme', run: () => setTheme('dark') },
    { id: 'system', label: 'Theme of the system', group: 'Theme', run: () => setTheme('system') },
    { id: 'keys', label: 'Keyboard shortcuts', group: 'Help', keys: '?', run: onShowShortcuts },
  ];
  if (user?.is_admin) {
    commands.push({
      id: 'admin',
      label: 'Administration',
      group: 'Page',
      words: 'waitlist users jobs audit backup',
      run: go('/admin'),
    });
  }
  if (user) {
    commands.push({ id: 'logout', label: 'Log out', group: 'Action', run: leave });
  }

  return <Palette commands={commands} onClose={onClose} />;
}
