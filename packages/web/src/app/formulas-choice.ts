/** Whether formulas in messages are drawn, or stand as they were written; remembered on this machine. */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface FormulasChoice {
  readonly drawn: boolean;
}

export const useFormulasChoice = create<FormulasChoice>()(
  persist((): FormulasChoice => ({ drawn: true }), { name: 'parley:formulas', version: 1 }),
);

export function chooseFormulas(drawn: boolean): void {
  useFormulasChoice.setState({ drawn });
}
