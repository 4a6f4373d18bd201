// The first that fits: most programs also call themselves by the names of those that they descend from.
const programs: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOPiOS\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bCriOS\/|Chrom(?:e|ium)\//, 'Chrome'],
  [/\bVersion\/[\d.]+ .*Safari\//, 'Safari'],
  [/^curl\//, 'curl'],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac(?:intosh| OS X)\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
];

/** What a User-Agent says, for people: "Firefox on Linux", "Safari on iPhone". It is what the program claims, and proves nothing. */
export function deviceWords(userAgent: string | null): string {
  const [program, system] = [programs, systems].map(
    (known) => known.find(([sign]) => sign.test(userAgent ?? ''))?.[1],
  );
  return (program ?? 'Unknown program') + (system ? ` on ${system}` : '');
}
