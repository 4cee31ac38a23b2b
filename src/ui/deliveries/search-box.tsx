/**
 * One box for all that can be looked for: words, fields and their values with completion, and times to go to.
 *
 * @module
 */
import type { RefObject } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

import { clock } from '../parts/clock';
import { Prose } from '../parts/prose';
import { isWhole } from './completion';
import { timeIn } from './go-to-time';
import { type Offer, useOffers } from './use-offers';

/** Typing rests this long before it is searched for. */
const TYPING_MS = 350;

/** Id of the element that says why a search cannot be understood. */
export const SEARCH_FAILURE = 'search-failure';

/** What the box is given. */
interface SearchBoxParts {
  /** The search of the address. */
  readonly value: string;
  /** `replace`: Back skips the search before. */
  readonly onSearch: (text: string, replace: boolean) => void;
  readonly onTime: (text: string) => void;
  /** It cannot be understood; the element {@link SEARCH_FAILURE} says why. */
  readonly isRefused: boolean;
  /** Where the field is, for its key. */
  readonly field: RefObject<HTMLInputElement | null>;
}

/** See the module. */
export function SearchBox({ value, onSearch, onTime, isRefused, field }: SearchBoxParts) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  const { offers, active, setActive, show, hide } = useOffers(typed);
  const asked = useRef(value);
  useEffect(() => {
    // What was asked for here is an older state of what is typed on.
    if (value !== asked.current) setTyped(value);
    asked.current = value;
  }, [value]);
  const search = (text: string, replace: boolean): void => {
    asked.current = text;
    onSearch(text, replace);
  };
  useEffect(() => {
    const text = typed.trim();
    if (text === value || !isWhole(typed) || timeIn(typed, clock.peek()) !== undefined) return;
    const timer = setTimeout(() => search(text, value !== ''), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, value]);

  const goTo = (text: string): void => {
    hide();
    setTyped(value);
    onTime(text);
  };
  const take = (offer: Offer): void => {
    if (offer.kind === 'time') {
      goTo(offer.text);
      return;
    }
    setTyped(offer.text);
    field.current?.focus();
    if (offer.kind === 'search') hide();
    else show(offer.caret);
    requestAnimationFrame(() => field.current?.setSelectionRange(offer.caret, offer.caret));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const offer = offers[active];
    if (step !== undefined && offers.length === 0) show(typed.length);
    else if (step !== undefined) setActive(within(active + step, offers.length));
    else if (event.key === 'Tab' && offer !== undefined) take(offer);
    else if (event.key === 'Enter' && offer !== undefined) take(offer);
    else if (event.key === 'Enter' && timeIn(typed, clock.peek()) !== undefined) goTo(typed);
    else if (event.key === 'Enter') {
      hide();
      search(typed.trim(), false);
    } else if (event.key === 'Escape' && offers.length > 0) hide();
    else if (event.key === 'Escape' && typed !== '') {
      hide();
      setTyped('');
      search('', false);
    } else if (event.key === 'Escape') field.current?.blur();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="search">
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-label="Search"
        aria-autocomplete="list"
        aria-expanded={offers.length > 0}
        aria-controls={`${id}-offers`}
        aria-activedescendant={active < 0 ? undefined : `${id}-${active}`}
        aria-invalid={isRefused}
        aria-describedby={isRefused ? SEARCH_FAILURE : undefined}
        aria-keyshortcuts="/"
        autoComplete="off"
        spellcheck={false}
        placeholder="Search, or go to a time: type:vuln status:4xx text"
        value={typed}
        onInput={({ currentTarget: { value: text, selectionStart } }) => {
          setTyped(text);
          show(selectionStart ?? text.length);
        }}
        onPaste={(event) => {
          const text = event.clipboardData?.getData('text') ?? '';
          if (typed.trim() !== '' || timeIn(text, clock.peek()) === undefined) return;
          event.preventDefault();
          goTo(text);
        }}
        onFocus={() => show(typed.length)}
        onBlur={hide}
        onKeyDown={onKeyDown}
      />
      {typed !== '' && (
        <button
          type="button"
          class="search-clear"
          aria-label="Empty the search"
          onClick={() => {
            setTyped('');
            search('', false);
            field.current?.focus();
          }}
        >
          ×
        </button>
      )}
      <ul class="offers" role="listbox" id={`${id}-offers`} aria-label="Completions">
        {offers.map((offer, index) => (
          <li
            key={offer.label}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            // Before the field loses the focus.
            onMouseDown={(event) => {
              event.preventDefault();
              take(offer);
            }}
          >
            <span class="mono">{offer.label}</span>
            <span class="muted small">
              <Prose text={offer.hint} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Round, by way of the field itself. */
function within(place: number, count: number): number {
  return place < -1 ? count - 1 : place >= count ? -1 : place;
}
