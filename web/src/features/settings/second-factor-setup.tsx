import { Copy } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';
import { Skeleton } from '@/components/skeleton';
import { copyFrom } from '@/lib/copy';
import { toast } from '@/lib/toast';
import { ProofForm } from './proof-form';
import { NewRecoveryCodes } from './recovery-codes';
import {
  useConfirmFactor,
  useDisableFactor,
  useProposeFactor,
  useRenewCodes,
  type FactorSetup,
} from './second-factor-api';

const QrCode = lazy(() => import('./qr-code').then(({ QrCode }) => ({ default: QrCode })));

/** Password, then the app, then the codes. Until the first code is confirmed nothing has changed. */
export function SetUpFactor({ onClose }: { onClose: () => void }) {
  const propose = useProposeFactor();
  const confirm = useConfirmFactor();

  if (confirm.data) {
    return (
      <Dialog key="codes" open onClose="never" title="Keep your recovery codes">
        <NewRecoveryCodes
          codes={confirm.data.recovery_codes}
          onKept={() => {
            onClose();
            toast('The second factor is on');
          }}
        />
      </Dialog>
    );
  }
  if (propose.data) {
    return (
      <Dialog key="app" open onClose={onClose} title="Connect your app">
        <ProofForm
          asks={['code']}
          codeHint="The six digits that the app shows now."
          submitLabel="Switch on"
          busyLabel="Switching on"
          busy={confirm.isPending}
          error={confirm.error}
          onSubmit={({ code }) => confirm.mutate(code)}
        >
          <Secret setup={propose.data} />
        </ProofForm>
      </Dialog>
    );
  }
  return (
    <Dialog
      key="password"
      open
      onClose={onClose}
      title="Set up an authenticator app"
      description="You need an app that shows six-digit codes, on your phone or in your password manager."
    >
      <ProofForm
        asks={['password']}
        submitLabel="Continue"
        busyLabel="Checking"
        busy={propose.isPending}
        error={propose.error}
        onSubmit={({ password }) => propose.mutate(password)}
      />
    </Dialog>
  );
}

function Secret({ setup }: { setup: FactorSetup }) {
  const text = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState<'yes' | 'selected' | null>(null);

  async function copy() {
    if (text.current) setCopied((await copyFrom(text.current)) ? 'yes' : 'selected');
  }

  return (
    <div className="grid gap-4">
      <p className="text-ink-2">Scan this with the app, or type the secret into it.</p>
      <Suspense fallback={<Skeleton lines={4} label="Drawing the QR code" />}>
        <QrCode text={setup.uri} label="QR code for your authenticator app" />
      </Suspense>
      <div className="grid gap-1.5">
        <p className="font-medium">Secret</p>
        <div className="flex flex-wrap items-center gap-2">
          <code ref={text} className="rounded-inner bg-sunken px-2 py-1 font-mono text-mono break-all">
            {setup.secret}
          </code>
          <Button size="sm" icon={<Copy className="size-4" aria-hidden="true" />} onClick={() => void copy()}>
            {copied === 'yes' ? 'Copied' : 'Copy'}
          </Button>
        </div>
        <p role="status" className="text-small text-ink-3">
          {copied === 'selected' && 'Selected. Copy it with Ctrl+C.'}
        </p>
      </div>
    </div>
  );
}

export function RenewCodes({ onClose }: { onClose: () => void }) {
  const renew = useRenewCodes();
  return renew.data ? (
    <Dialog key="codes" open onClose="never" title="Keep your new recovery codes">
      <NewRecoveryCodes
        codes={renew.data.recovery_codes}
        onKept={() => {
          onClose();
          toast('The old recovery codes open nothing any more');
        }}
      />
    </Dialog>
  ) : (
    <Dialog
      key="password"
      open
      onClose={onClose}
      title="Make new recovery codes"
      description="You get ten new codes. Those you have now open nothing any more."
    >
      <ProofForm
        asks={['password', 'code']}
        submitLabel="Make new codes"
        busyLabel="Making them"
        busy={renew.isPending}
        error={renew.error}
        onSubmit={({ password, code }) => renew.mutate({ current_password: password, code })}
      />
    </Dialog>
  );
}

export function DisableFactor({ onClose }: { onClose: () => void }) {
  const disable = useDisableFactor();
  return (
    <Dialog
      open
      onClose={onClose}
      title="Switch the second factor off"
      description="Then the password alone opens your account again."
    >
      <ProofForm
        asks={['password', 'code']}
        submitLabel="Switch off"
        busyLabel="Switching off"
        variant="danger"
        busy={disable.isPending}
        error={disable.error}
        onSubmit={({ password, code }) =>
          disable.mutate(
            { current_password: password, code },
            {
              onSuccess: () => {
                onClose();
                toast('The second factor is off');
              },
            },
          )
        }
      />
    </Dialog>
  );
}
