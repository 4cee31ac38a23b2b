/**
 * Environment variables that nobody has documented.
 *
 * @module
 */
import type { LintOptions, Problem } from './finding';
import { variablesIn } from './values';

/** Holds the variables of some texts against the list of documented ones. */
export function checkVariables(
  texts: readonly { readonly text: string; readonly at: number }[],
  { documentedVariables }: LintOptions,
): readonly Problem[] {
  if (documentedVariables === null) return [];
  return texts.flatMap(({ text, at }) =>
    variablesIn(text)
      .filter(({ name }) => !documentedVariables.has(name))
      .map(({ name, at: inside }): Problem => ({
        at: at + inside,
        rule: 'undocumented-variable',
        message: `The environment variable ${name} is not documented.`,
        remedy: 'Document it, or correct its name.',
      })),
  );
}
