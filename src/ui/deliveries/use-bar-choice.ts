/**
 * Choosing bars side by side: by pressing and drawing, or by arrows, with Shift several, and Enter.
 *
 * @module
 */
import { useState } from 'preact/hooks';

/** What a component has of its choice, and what its element is to listen to. */
interface BarChoice {
  /** First and last of the chosen bars; `undefined` when there is none. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** Where the keys are. */
  readonly active: number | undefined;
  /** The bar at a pointer. */
  readonly placeOf: (event: PointerEvent) => number;
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onBlur: () => void;
  };
}

interface Chosen {
  /** Where it began. */
  readonly anchor: number;
  readonly active: number;
  /** The pointer is still down. */
  readonly drawing: boolean;
}

/** `count`: of bars. `onChoose` gets the first and the last. */
export function useBarChoice(
  count: number,
  onChoose: (from: number, to: number) => void,
): BarChoice {
  const [chosen, setChosen] = useState<Chosen>();
  const clear = (): void => setChosen(undefined);
  const choose = ({ anchor, active }: Chosen): void => {
    clear();
    onChoose(Math.min(anchor, active), Math.max(anchor, active));
  };
  const placeOf = (event: PointerEvent): number => {
    const { left, width } = (event.currentTarget as Element).getBoundingClientRect();
    const place = Math.floor(((event.clientX - left) / width) * count);
    return Math.min(Math.max(place, 0), count - 1);
  };
  const goTo = (place: number, extend: boolean): void => {
    const active = Math.min(Math.max(place, 0), count - 1);
    setChosen({ anchor: extend ? (chosen?.anchor ?? active) : active, active, drawing: false });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key, shiftKey } = event;
    const at = chosen?.active;
    if (key === 'ArrowLeft') goTo((at ?? count) - 1, shiftKey);
    else if (key === 'ArrowRight') goTo(at === undefined ? 0 : at + 1, shiftKey);
    else if (key === 'Home') goTo(0, shiftKey);
    else if (key === 'End') goTo(count - 1, shiftKey);
    else if (key === 'Enter' && chosen !== undefined) choose(chosen);
    else if (key === 'Escape' && chosen !== undefined) clear();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    from: chosen && Math.min(chosen.anchor, chosen.active),
    to: chosen && Math.max(chosen.anchor, chosen.active),
    active: chosen?.active,
    placeOf,
    handlers: {
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        (event.currentTarget as Element).setPointerCapture(event.pointerId);
        const place = placeOf(event);
        setChosen({ anchor: place, active: place, drawing: true });
      },
      onPointerMove: (event) => {
        if (chosen?.drawing === true) setChosen({ ...chosen, active: placeOf(event) });
      },
      onPointerUp: () => {
        if (chosen?.drawing === true) choose(chosen);
      },
      onPointerCancel: clear,
      onKeyDown,
      onBlur: clear,
    },
  };
}
