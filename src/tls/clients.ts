/**
 * Which real clients take what others refuse: tried with OpenSSL 3.0, curl 7.88, CPython 3.8 to 3.13, Go 1.26,
 * OpenJDK 17 and 25, rustls 0.23, GnuTLS 3.7, NSS 3.87, mbedTLS 2.28, Node 20 to 26, Bun 1.4 and Deno 2.9
 * (docs/tls.md has the table).
 *
 * @module
 */

/** Clients that take a CA which another one signed, without the root above it. */
export const INTERMEDIATE_TAKERS = 'curl, Go, Java, Rust, GnuTLS and Python from 3.13';
/** Those that want the root, in the same words. */
export const INTERMEDIATE_REFUSERS = 'OpenSSL, Node, Bun, Ruby and Python before 3.13';
