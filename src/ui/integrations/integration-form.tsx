/**
 * The form of an integration, with the words and defaults of the Wallarm Console.
 *
 * What cannot be is told at the field that the sentence names, or above the buttons. The browser's own checks are off:
 * the API knows the rules, and its sentences say what to do.
 *
 * @module
 */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

import type { BesideReceiver, EventTypeList, Integration } from '../../api/client-types';
import { sentenceOf } from '../client';
import { Failure } from '../parts/failure';
import { AdvancedFields } from './advanced-fields';
import { type Draft, EMPTY_DRAFT, type FormProblem, problemOf, unfinished } from './draft';
import { EventFields } from './event-fields';
import { HeaderFields } from './header-fields';
import { WayFields } from './way-fields';

/** `before`: the integration that is changed. `save` rejects with the reason when it is not taken. */
export function IntegrationForm({
  initial,
  before,
  receiver,
  eventTypes,
  verb,
  back,
  save,
}: {
  readonly initial: Draft;
  readonly before?: Integration;
  readonly receiver: BesideReceiver | undefined;
  readonly eventTypes: EventTypeList;
  readonly verb: string;
  readonly back: string;
  readonly save: (draft: Draft) => Promise<void>;
}) {
  const { form, submit, saving, ...part } = useForm(initial, save);
  const { problem } = part;
  return (
    <form ref={form} class="integration-form" noValidate aria-busy={saving} onSubmit={submit}>
      {before === undefined && initial !== EMPTY_DRAFT && (
        <p class="note">
          Filled in for the receiver of this Wallstash, with all event types of the Console of 2023
          ticked. Change what you like, or create it as it is.
        </p>
      )}
      <WayFields {...part} receiver={receiver} />
      <HeaderFields {...part} />
      <AdvancedFields {...part} before={before} />
      <EventFields {...part} eventTypes={eventTypes} />
      {problem?.field === undefined && <Failure message={problem?.message} />}
      <div class="form-actions">
        <button class="button primary">{verb}</button>
        <a class="button" href={back}>
          Cancel
        </a>
      </div>
    </form>
  );
}

function useForm(initial: Draft, save: (draft: Draft) => Promise<void>) {
  const [draft, setDraft] = useState(initial);
  const [problem, setProblem] = useState<FormProblem>();
  const [saving, setSaving] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    if (problem !== undefined) showProblem(form.current);
  }, [problem]);

  const submit = (event: Event): void => {
    event.preventDefault();
    if (saving) return;
    const early = unfinished(draft);
    setProblem(early);
    if (early !== undefined) return;
    setSaving(true);
    save(draft)
      .catch((error: unknown) => setProblem(problemOf(sentenceOf(error))))
      .finally(() => setSaving(false));
  };
  const change = (changes: Partial<Draft>): void => {
    setDraft((now) => ({ ...now, ...changes }));
  };
  return { form, submit, saving, draft, change, problem };
}

/** Brings the person to the field at fault, wherever it is folded away. */
function showProblem(form: HTMLFormElement | null): void {
  const field = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  const folded = field?.closest('details');
  if (folded) folded.open = true;
  if (field) field.focus();
  else form?.querySelector('[role="alert"]')?.scrollIntoView({ block: 'nearest' });
}
