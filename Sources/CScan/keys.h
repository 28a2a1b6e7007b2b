// A filter of hashes: whether one may have been there before. It errs to one side only.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// The word of a filter that has a hash's bits, by the upper bits of the hash.
static inline uint64_t scan_filter_word(uint64_t hash, uint64_t words) {
  return (uint64_t)(((__uint128_t)hash * words) >> 64);
}

/// Three bits, by the lower bits of the hash but the lowest, which is 1 in every hash of a key.
static inline uint64_t scan_filter_bits(uint64_t hash) {
  return (uint64_t)1 << (hash >> 1 & 63) | (uint64_t)1 << (hash >> 7 & 63) |
         (uint64_t)1 << (hash >> 13 & 63);
}

/// Looks hashes up, and adds them if `adds`. `hits` gets the indices of those that may have been
/// there before, and of those that are 0; it has room for n + 1.
static inline size_t scan_filter(
    uint64_t *filter, uint64_t words, const uint64_t *hashes, size_t n, int adds, uint32_t *hits) {
  size_t count = 0;
  for (size_t i = 0; i < n; i++) {
    // What is needed some rounds later is on its way meanwhile.
    if (i + 16 < n) __builtin_prefetch(filter + scan_filter_word(hashes[i + 16], words), 1);
    uint64_t *word = filter + scan_filter_word(hashes[i], words);
    const uint64_t bits = scan_filter_bits(hashes[i]);
    hits[count] = (uint32_t)i;
    count += (*word & bits) == bits || hashes[i] == 0;
    if (adds && hashes[i] != 0) *word |= bits;
  }
  return count;
}
