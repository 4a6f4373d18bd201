import { useAnnouncements } from '@/lib/announcer';

/** The two live regions of the whole app. They stand in the page from the start: late ones are not read. */
export function Announcer() {
  const { polite, assertive } = useAnnouncements();
  return (
    <>
      <div aria-live="polite" className="sr-only">
        <p key={polite.count}>{polite.text}</p>
      </div>
      <div aria-live="assertive" className="sr-only">
        <p key={assertive.count}>{assertive.text}</p>
      </div>
    </>
  );
}
