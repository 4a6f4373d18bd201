import { ChartLine, House, Mic, Settings } from 'lucide-react';
import type { NavItem } from '@/components/app-shell';

export const navItems: readonly NavItem[] = [
  { to: '/app', label: 'Home', icon: House, end: true },
  { to: '/app/interviews', label: 'Interviews', icon: Mic },
  { to: '/app/growth', label: 'Growth', icon: ChartLine },
  { to: '/app/settings', label: 'Settings', icon: Settings },
];
