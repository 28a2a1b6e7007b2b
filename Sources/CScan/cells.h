// Fields of records, as the cutter hands them over.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// A field of a record: where it begins, and how long it is. Bytes beyond it are there, see
/// scan_short.
typedef struct {
  /// In the block; -1 - the place in the unescaped bytes, for a field that held doubled quotes.
  int32_t start;
  int32_t count;
} scan_cell;

__attribute__((always_inline)) static inline const uint8_t *scan_bytes(
    scan_cell cell, const uint8_t *block, const uint8_t *unescaped) {
  return cell.start >= 0 ? block + cell.start : unescaped - cell.start - 1;
}
