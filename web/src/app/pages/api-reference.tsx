import { lazy, Suspense } from 'react';
import { linkClass } from '@/components/button';
import { PageFrame } from '@/components/page-frame';
import { Skeleton } from '@/components/skeleton';

// More than a megabyte: fetched when this page is opened, and by nobody else.
const Reference = lazy(async () => ({
  default: (await import('@/features/api-reference/reference')).Reference,
}));

export function ApiReferencePage() {
  return (
    <PageFrame
      title="API reference"
      lede={
        <>
          Everything this app does, it does through these calls. The document itself:{' '}
          <a href="/openapi/v1.json" className={linkClass}>
            /openapi/v1.json
          </a>
        </>
      }
    >
      <h2 className="sr-only">Calls</h2>
      <Suspense fallback={<Skeleton label="Loading the reference" lines={8} />}>
        <Reference />
      </Suspense>
    </PageFrame>
  );
}

export { ApiReferencePage as Component };
