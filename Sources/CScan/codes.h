// Codes of byte strings, by a table of distinct ones that the caller keeps.
#pragma once
#include "cells.h"
#include "hash.h"

/// Distinct strings, one after the other; string `i` ends at `ends[i]`, string 0 is empty.
///
/// A slot holds the upper half of a string's hash above its code; 0 is free. There are mask + 1
/// slots, a power of two, found from the lower half of the hash on.
typedef struct {
  const uint64_t *slots;
  uint64_t mask;
  const uint8_t *bytes;
  const ptrdiff_t *ends;
} scan_codes;

/// Strings up to this length are taken in one go, and bytes up to it beyond each have to be there.
enum { scan_short = 32 };

/// Of 32 bytes the first n, in words; the others are 0.
typedef struct {
  uint64_t a, b, c, d;
} scan_words;

__attribute__((always_inline)) static inline uint64_t scan_word(
    const uint8_t *p, const uint8_t *mask) {
  uint64_t x, m;
  memcpy(&x, p, 8);
  memcpy(&m, mask, 8);
  return x & m;
}

/// From 32 - n on, the bits of n bytes, and then none.
static const uint8_t scan_edge[64] = {
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};

__attribute__((always_inline)) static inline scan_words scan_first_words(
    const uint8_t *p, size_t n) {
  const uint8_t *m = scan_edge + 32 - n;
  const scan_words w = {
      scan_word(p, m), scan_word(p + 8, m + 8), scan_word(p + 16, m + 16),
      scan_word(p + 24, m + 24)};
  return w;
}

__attribute__((always_inline)) static inline uint64_t scan_hash_words(scan_words w, size_t n) {
  return scan_mix(w.a ^ 0xA0761D6478BD642Fu, w.b ^ 0xE7037ED1A0B428DBu ^ n) ^
         scan_mix(w.c ^ 0x8EBC6AF09C88C6E3u, w.d ^ 0x589965CC75374CC3u);
}

/// The code of a string, or 0 if it is not known; `hash` gets its hash.
__attribute__((always_inline)) static inline int32_t scan_code(
    const scan_codes *codes, const uint8_t *p, size_t n, uint64_t *hash) {
  scan_words w = {0};
  uint64_t h;
  if (n <= scan_short) {
    w = scan_first_words(p, n);
    h = scan_hash_words(w, n);
  } else {
    h = scan_hash64(p, n);
  }
  *hash = h;
  for (uint64_t i = h & codes->mask;; i = (i + 1) & codes->mask) {
    const uint64_t slot = codes->slots[i];
    if (slot == 0) return 0;
    if (slot >> 32 != h >> 32) continue;
    const int32_t code = (int32_t)(uint32_t)slot;
    const ptrdiff_t start = codes->ends[code - 1];
    if ((size_t)(codes->ends[code] - start) != n) continue;
    if (n > scan_short) {
      if (scan_equal_bytes(codes->bytes + start, p, n)) return code;
      continue;
    }
    const scan_words other = scan_first_words(codes->bytes + start, n);
    if (((w.a ^ other.a) | (w.b ^ other.b) | (w.c ^ other.c) | (w.d ^ other.d)) == 0)
      return code;
  }
}

/// The codes of cells from `from` on; the index of the first that is not known, or n. The hash is
/// that of the unknown one.
static inline size_t scan_encode(
    const scan_codes *codes, const scan_cell *cells, size_t from, size_t n, const uint8_t *block,
    const uint8_t *unescaped, int32_t *result, uint64_t *hash) {
  const scan_codes own = *codes;
  for (size_t i = from; i < n; i++) {
    const scan_cell cell = cells[i];
    if (cell.count == 0) {
      result[i] = 0;
      continue;
    }
    const uint8_t *p = scan_bytes(cell, block, unescaped);
    const int32_t code = scan_code(&own, p, (size_t)cell.count, hash);
    if (code == 0) return i;
    result[i] = code;
  }
  return n;
}

/// The code of a string beyond which nothing may be read, or 0 if it is not known.
static inline int32_t scan_code_alone(
    const scan_codes *codes, const uint8_t *p, size_t n, uint64_t *hash) {
  if (n > scan_short) return scan_code(codes, p, n, hash);
  uint8_t copy[scan_short] = {0};
  memcpy(copy, p, n);
  return scan_code(codes, copy, n, hash);
}

/// The hash of a string that is in the table.
static inline uint64_t scan_hash_of(const scan_codes *codes, int32_t code) {
  const uint8_t *p = codes->bytes + codes->ends[code - 1];
  const size_t n = (size_t)(codes->ends[code] - codes->ends[code - 1]);
  return n <= scan_short ? scan_hash_words(scan_first_words(p, n), n) : scan_hash64(p, n);
}
