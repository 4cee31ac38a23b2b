/**
 * How the memory of `--max-memory` is divided: what the inspection of one heavy body may take, and the rest for bodies on
 * their way and waiting.
 *
 * @module
 */
import { LARGE_SHARE } from './memory-budget';

const MB = 1024 * 1024;

/** Heap of the inspection's thread without a body, in bytes: code, schemas, findings. */
const THREAD = 32 * MB;
/** Heap for each byte of a body: its text, its values (see `mostValues`), its findings. */
const HEAP_PER_BYTE = 10;
/** Copies of a body beside the heap, some of them in base64: unpacked, its field of the record, the write. */
const COPIES = 4;

/** Bytes of heap that inspecting a body of this size may take. */
export function heapFor(maxBody: number): number {
  return THREAD + HEAP_PER_BYTE * maxBody;
}

/** Bytes that one heavy body takes from its turn to its answer. */
export function inspectionMemory(maxBody: number): number {
  return heapFor(maxBody) + COPIES * maxBody;
}

/** The least that lets one body of this size arrive and be inspected. */
export function leastMemory(maxBody: number): number {
  return inspectionMemory(maxBody) + Math.ceil(maxBody / LARGE_SHARE);
}
