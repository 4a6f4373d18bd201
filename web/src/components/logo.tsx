/** Four lamps of a dressing-room mirror; the last one is still to be lit. */
export function LogoMark({ className = 'size-7' }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <rect width="32" height="32" rx="8" fill="#1f6b4a" />
      <g fill="#f2b544">
        <circle cx="10.5" cy="10.5" r="2.6" />
        <circle cx="21.5" cy="10.5" r="2.6" />
        <circle cx="10.5" cy="21.5" r="2.6" />
      </g>
      <circle cx="21.5" cy="21.5" r="2.6" fill="none" stroke="#f2b544" strokeWidth="1.2" opacity=".6" />
    </svg>
  );
}

export function Logo() {
  return (
    <span className="inline-flex items-center gap-2.5">
      <LogoMark />
      <span className="font-serif text-[1.25rem] leading-none font-semibold tracking-[-0.01em]">
        Greenroom
      </span>
    </span>
  );
}
