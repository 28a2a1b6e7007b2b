// Hashes of byte strings and their comparison. Nothing here is meant against an adversary.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
  uint64_t low, high;
} scan_hash;

static inline uint64_t scan_mix(uint64_t a, uint64_t b) {
  const __uint128_t product = (__uint128_t)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t scan_read(const uint8_t *p, size_t n) {
  uint64_t x = 0;
  memcpy(&x, p, n < 8 ? n : 8);
  return x;
}

/// A fast hash of bytes, equal on every run. Not for use against an adversary.
static inline uint64_t scan_hash64(const uint8_t *p, size_t n) {
  uint64_t h = n ^ 0x9E3779B97F4A7C15u;
  while (n > 16) {
    uint64_t a, b;
    memcpy(&a, p, 8);
    memcpy(&b, p + 8, 8);
    h = scan_mix(a ^ 0xA0761D6478BD642Fu, b ^ h);
    p += 16;
    n -= 16;
  }
  uint64_t a = 0, b = 0;
  if (n >= 8) {
    memcpy(&a, p, 8);
    memcpy(&b, p + n - 8, 8);
  } else if (n >= 4) {
    uint32_t x, y;
    memcpy(&x, p, 4);
    memcpy(&y, p + n - 4, 4);
    a = x;
    b = y;
  } else if (n > 0) {
    a = (uint64_t)p[0] << 16 | (uint64_t)p[n >> 1] << 8 | p[n - 1];
  }
  h = scan_mix(a ^ 0xE7037ED1A0B428DBu, b ^ h);
  return scan_mix(h, 0x8EBC6AF09C88C6E3u);
}

/// 128 bits of the bytes, for telling equal records from different ones.
static inline scan_hash scan_hash128(const uint8_t *p, size_t n) {
  uint64_t h = n ^ 0x9E3779B97F4A7C15u, g = n ^ 0xC2B2AE3D27D4EB4Fu;
  while (n >= 16) {
    uint64_t a, b;
    memcpy(&a, p, 8);
    memcpy(&b, p + 8, 8);
    h = scan_mix(a ^ 0xA0761D6478BD642Fu, b ^ h);
    g = scan_mix(b ^ 0x589965CC75374CC3u, a ^ g);
    p += 16;
    n -= 16;
  }
  const uint64_t a = scan_read(p, n), b = n > 8 ? scan_read(p + 8, n - 8) : 0;
  h = scan_mix(a ^ 0xE7037ED1A0B428DBu, b ^ h);
  g = scan_mix(b ^ 0x1D8E4E27C47D124Fu, a ^ g);
  scan_hash result = {scan_mix(h, 0x8EBC6AF09C88C6E3u), scan_mix(g, 0xEB44ACCAB455D165u)};
  return result;
}

/// Whether two byte strings of one length agree.
static inline int scan_equal_bytes(const uint8_t *a, const uint8_t *b, size_t n) {
  if (n >= 8) {
    uint64_t x, y;
    for (; n > 8; n -= 8, a += 8, b += 8) {
      memcpy(&x, a, 8);
      memcpy(&y, b, 8);
      if (x != y) return 0;
    }
    memcpy(&x, a + n - 8, 8);
    memcpy(&y, b + n - 8, 8);
    return x == y;
  }
  for (; n > 0; n--)
    if (*a++ != *b++) return 0;
  return 1;
}
