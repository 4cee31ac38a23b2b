/**
 * The cases of `wallstash validate` for reports: one for each input, with a place for each finding.
 *
 * @module
 */
import type { Finding } from '../../notification/inspection';
import type { ReportCase, ReportPlace } from '../../report/report';
import { counted } from '../terminal';
import type { InputOutcome, InputPart, ValidateReport } from './validate-report';

/** Places that are kept of an input: no viewer shows more, and memory stays bounded. */
const KEPT_PLACES = 1_000;

/** Collects cases while the inputs are read; prints nothing. */
export class ValidateCases implements ValidateReport {
  readonly cases: ReportCase[] = [];
  readonly #strict: boolean;
  #file = '';
  #places: ReportPlace[] = [];
  #violations = 0;
  #notices = 0;

  constructor({ strict }: { readonly strict: boolean }) {
    this.#strict = strict;
  }

  begin(file: string): string {
    this.#file = file;
    this.#places = [];
    this.#violations = 0;
    this.#notices = 0;
    return '';
  }

  part({ notifications, violations }: InputPart): string {
    this.#take(violations, 'error');
    for (const one of notifications) {
      this.#take(one.violations, 'error');
      this.#take(one.notices, this.#strict ? 'error' : 'warning');
      this.#notices += one.notices.length;
      this.#violations += one.violations.length;
    }
    this.#violations += violations.length;
    return '';
  }

  end({ valid, error }: InputOutcome): string {
    const findings = this.#violations + this.#notices;
    const rest = findings - this.#places.length;
    this.cases.push({
      name: this.#file,
      group: 'validate',
      outcome: valid ? 'passed' : 'failed',
      ...(!valid && { reason: error?.message ?? this.#reason() }),
      ...(error !== undefined && { untried: true as const }),
      ...(rest > 0 && { details: `The first ${this.#places.length} of ${findings} findings:` }),
      ...(this.#places.length > 0 && { places: this.#places }),
    });
    return '';
  }

  finish(): string {
    return '';
  }

  #reason(): string {
    const sums = [counted(this.#violations, 'violation'), counted(this.#notices, 'notice')];
    return `${this.#file} does not keep the contract: ${sums.join(', ')}.`;
  }

  #take(findings: readonly Finding[], severity: ReportPlace['severity']): void {
    const room = KEPT_PLACES - this.#places.length;
    for (const { line, column, message } of findings.slice(0, Math.max(0, room))) {
      this.#places.push({ file: this.#file, line, column, severity, message });
    }
  }
}
