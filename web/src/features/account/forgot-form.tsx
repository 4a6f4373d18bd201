import { AddressForm } from '@/components/address-form';
import { useForgot } from './api';

type ForgotFormProps = { email: string; onSent: (email: string) => void };

/** Asks for a link. What follows is the same whether the address has an account or not. */
export function ForgotForm({ email, onSent }: ForgotFormProps) {
  return <AddressForm mutation={useForgot()} email={email} submitLabel="Send the link" onDone={onSent} />;
}
