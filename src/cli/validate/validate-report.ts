/**
 * The two outputs of `wallstash validate`, written as the inputs are read: nothing grows with their size.
 *
 * @module
 */
import type { Carrier, Finding } from '../../notification/inspection';
import type { JudgedNotification } from '../../notification/ndjson-inspector';
import type { InputFileError } from '../input-files';
import { renderFinding } from '../render-findings';
import { counted } from '../terminal';

/** A part of an input: all of a body read whole, or one line of NDJSON. */
export interface InputPart {
  readonly notifications: readonly JudgedNotification[];
  readonly violations: readonly Finding[];
  /** The line of this part that has this number in the input. */
  readonly sourceLine: (line: number) => string;
  /** Of how many lines of NDJSON all this is said: more than one only where there are no findings. */
  readonly lines: number;
}

/** What is known of an input at its end. */
export interface InputOutcome {
  readonly valid: boolean;
  readonly carrier: Carrier | null;
  /** Why it could not be read, or not to its end. */
  readonly error?: InputFileError;
}

/** The sums that end a report. */
interface Totals {
  readonly files: number;
  readonly valid: number;
  readonly notifications: number;
  readonly violations: number;
  readonly notices: number;
}

/** Turns what is found into output, in the order in which it is found. */
export interface ValidateReport {
  begin(file: string): string;
  part(part: InputPart): string;
  end(outcome: InputOutcome): string;
  finish(totals: Totals): string;
}

/** One after the other on the same input. */
export function both(first: ValidateReport, second: ValidateReport): ValidateReport {
  return {
    begin: (file) => first.begin(file) + second.begin(file),
    part: (part) => first.part(part) + second.part(part),
    end: (outcome) => first.end(outcome) + second.end(outcome),
    finish: (totals) => first.finish(totals) + second.finish(totals),
  };
}

/** Notices printed per input when they do not count: ordinary bodies have some. */
const NOTICES_SHOWN = 10;

/** For people. With `strict` every notice is printed, else the first ten of an input. */
export function textReport(options: { strict: boolean; colour: boolean }): ValidateReport {
  const { strict, colour } = options;
  let file = '';
  let noticesLeft = 0;

  function render(kind: 'violation' | 'notice', finding: Finding, part: InputPart): string {
    return renderFinding({ file, finding, kind, source: part.sourceLine(finding.line) }, colour);
  }

  return {
    begin(name) {
      file = name;
      noticesLeft = strict ? Number.POSITIVE_INFINITY : NOTICES_SHOWN;
      return '';
    },
    part(part) {
      let text = part.violations.map((finding) => render('violation', finding, part)).join('');
      for (const { violations, notices } of part.notifications) {
        text += violations.map((finding) => render('violation', finding, part)).join('');
        for (const finding of notices) {
          if (noticesLeft > 0) text += render('notice', finding, part);
          noticesLeft -= 1;
        }
      }
      return text;
    },
    end() {
      if (noticesLeft >= 0) return '';
      return `${file}: ${counted(-noticesLeft, 'more notice')} not shown (--strict shows them, and counts them)\n`;
    },
    finish({ files, valid, notifications, violations, notices }) {
      const sums = [
        counted(notifications, 'notification'),
        counted(violations, 'violation'),
        counted(notices, 'notice'),
      ];
      return `${valid} of ${counted(files, 'file')} valid, ${sums.join(', ')}\n`;
    },
  };
}

/** Violations of an input as a whole that are kept until its end; a last one counts the rest. */
const KEPT_VIOLATIONS = 10_000;

/** For programs: one JSON document, with the sums and an input's verdict after what they are about. */
export function jsonReport(): ValidateReport {
  let isFirstFile = true;
  let isFirstNotification = true;
  let kept: Finding[] = [];
  let dropped = 0;

  return {
    begin(file) {
      const start = isFirstFile ? '{"files":[' : ',';
      isFirstFile = false;
      isFirstNotification = true;
      kept = [];
      dropped = 0;
      return `${start}\n{"file":${JSON.stringify(file)},"notifications":[`;
    },
    part({ notifications, violations, lines }) {
      const room = KEPT_VIOLATIONS - kept.length;
      kept.push(...violations.slice(0, room));
      dropped += Math.max(0, violations.length - room);
      let text = '';
      for (const { type, era, violations: own, notices } of notifications) {
        const json = JSON.stringify({ type, era, violations: own, notices });
        text += `${isFirstNotification ? '' : ','}\n${json}`;
        if (lines > 1) text += `,\n${json}`.repeat(lines - 1);
        isFirstNotification = false;
      }
      return text;
    },
    end({ valid, carrier, error }) {
      const last = kept.at(-1);
      const message = `${dropped} more violations of this file are not listed.`;
      const violations =
        last === undefined || dropped === 0
          ? kept
          : [...kept, { ...last, keyword: 'size', message }];
      const told =
        error === undefined
          ? ''
          : `,"error":${JSON.stringify({ code: error.code, message: error.message })}`;
      return `],"violations":${JSON.stringify(violations)},"valid":${valid},"carrier":${JSON.stringify(carrier)}${told}}`;
    },
    finish({ files, valid }) {
      const start = isFirstFile ? '{"files":[' : '';
      return `${start}\n],"valid":${valid},"invalid":${files - valid}}\n`;
    },
  };
}
