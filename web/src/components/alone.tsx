import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { Component, Suspense, type ReactNode } from 'react';
import { Card } from './card';
import { ErrorState } from './error-state';
import { Skeleton } from './skeleton';

type AloneProps = {
  /** What did not load, as a sentence: "The last report did not load." */
  failed: string;
  /** Said to screen readers while it loads. */
  label: string;
  lines?: number;
  children: ReactNode;
};

/** A card that loads and fails by itself: skeleton, then content, or an error with its own Retry. For useSuspenseQuery. */
export function Alone({ failed, label, lines = 3, children }: AloneProps) {
  const { reset } = useQueryErrorResetBoundary();
  return (
    <Boundary failed={failed} onRetry={reset}>
      <Suspense
        fallback={
          <Card>
            <Skeleton label={label} lines={lines} />
          </Card>
        }
      >
        {children}
      </Suspense>
    </Boundary>
  );
}

type BoundaryProps = { failed: string; onRetry: () => void; children: ReactNode };

class Boundary extends Component<BoundaryProps, { error: unknown }> {
  override state = { error: null as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <Card>
        <ErrorState
          title={this.props.failed}
          error={this.state.error}
          onRetry={() => {
            this.props.onRetry();
            this.setState({ error: null });
          }}
        />
      </Card>
    );
  }
}
