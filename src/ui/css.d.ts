/**
 * Style sheets are bundled where they are imported; they have no value.
 *
 * @module
 */
declare module '*.css';
