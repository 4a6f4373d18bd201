export function SkipLink() {
  return (
    <a
      href="#main"
      onClick={(event) => {
        // A jump to #main is a navigation, and the router would treat it as one way out of the room.
        event.preventDefault();
        const main = document.getElementById('main');
        main?.setAttribute('tabindex', '-1');
        main?.focus();
      }}
      className="fixed top-2 left-2 z-50 rounded-control bg-brand px-4 py-2.5 text-on-brand not-focus:sr-only"
    >
      Skip to the page
    </a>
  );
}
