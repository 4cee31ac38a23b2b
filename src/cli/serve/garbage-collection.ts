/**
 * Keeps the garbage collector from holding up answers.
 *
 * V8 watches which literals in the code make objects that live long, and from then on makes theirs in old space. It
 * decides by what is alive at the moment when it collects, so a burst of connections is enough, once a start like that of
 * `serve` has made new space large. An object of a request that lies in old space is dead a millisecond later, but until
 * old space is collected it keeps alive all that it refers to: request, body and answer. By that chance each collection of new space took
 * 9 ms in place of 1.7, and `serve` had half of its throughput (Node 20.20, 64 connections).
 *
 * V8 also begins to mark old space when what is left of it is no more than new space could hold, 16 MB. Of a heap as small as
 * ours that leaves a quarter of what it may grow by: old space was marked every 1.7 s, by up to four threads and for some 25 ms,
 * and on one core the slowest hundredth of answers was that. By share of what it may grow by, as here, it is every 12 s, and no heap
 * becomes larger than V8 lets it anyway.
 *
 * @module
 */
import { setFlagsFromString } from 'node:v8';

/** Percent of what old space may still grow by, from which on it is marked beside the work, and at once. */
const MARKED_FROM = { beside: 80, atOnce: 90 };

/** To be called before connections are taken. It holds for the whole process, so only for one that is ours. */
export function collectForShortRequests(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
  setFlagsFromString(`--incremental-marking-soft-trigger=${MARKED_FROM.beside}`);
  setFlagsFromString(`--incremental-marking-hard-trigger=${MARKED_FROM.atOnce}`);
}
