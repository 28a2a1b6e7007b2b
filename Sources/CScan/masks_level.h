// Included by masks.h once for each kind of vectors, with SCAN_… saying how they are handled.

SCAN_TARGET static inline int SCAN_NAME(
    scan_text *t, size_t at, size_t chunks, scan_masks *out) {
#define SCAN_BITS(OP, n)                                                       \
  ({                                                                           \
    uint64_t bits = 0;                                                         \
    for (int k = 0; k < SCAN_VECTORS; k++)                                     \
      bits |= (uint64_t)(OP(v[k], n)) << (k * (64 / SCAN_VECTORS) % 64);       \
    bits;                                                                      \
  })
  const SCAN_VECTOR separator = SCAN_SET(t->separator), line_break = SCAN_SET(t->line_break);
  const SCAN_VECTOR quote = SCAN_SET('"'), carriage_return = SCAN_SET('\r');
  const SCAN_VECTOR tab = SCAN_SET('\t'), line_feed = SCAN_SET('\n');
  const SCAN_VECTOR blank = SCAN_SET(' '), rubout = SCAN_SET(0x7F), n80 = SCAN_SET(0x80);
  const SCAN_VECTOR nC2 = SCAN_SET(0xC2), nE0 = SCAN_SET(0xE0), nED = SCAN_SET(0xED);
  const SCAN_VECTOR nF0 = SCAN_SET(0xF0), nFF = SCAN_SET(0xFF), n40 = SCAN_SET(0x40);
  for (size_t c = 0; c < chunks; c++, at += 64) {
    SCAN_VECTOR v[SCAN_VECTORS];
    for (int k = 0; k < SCAN_VECTORS; k++)
      v[k] = SCAN_LOAD(t->bytes + at + (size_t)k * (64 / SCAN_VECTORS));
    scan_masks m;
    m.separators = SCAN_BITS(SCAN_EQUAL, separator);
    m.quotes = SCAN_BITS(SCAN_EQUAL, quote);
    m.breaks = SCAN_BITS(SCAN_EQUAL, line_break);
    m.returns = SCAN_BITS(SCAN_EQUAL, carriage_return);
    out[c] = m;
    uint64_t controls = ~SCAN_BITS(SCAN_AT_LEAST, blank);
    if (controls & ~(m.breaks | m.returns))
      controls &= ~(SCAN_BITS(SCAN_EQUAL, tab) | SCAN_BITS(SCAN_EQUAL, line_feed) | m.returns);
    else
      controls = 0;
    if (controls | SCAN_BITS(SCAN_EQUAL, rubout)) return 0;
    const uint64_t high = SCAN_BITS(SCAN_AT_LEAST, n80);
    if (t->is_gb18030) {
      if (!(high | t->carry) && t->done <= at) continue;
      uint64_t seconds;
      const uint64_t firsts = scan_pairs(high, t->carry, &seconds);
      const uint64_t never = SCAN_BITS(SCAN_EQUAL, nFF);
      const uint64_t few = never | (firsts & SCAN_BITS(SCAN_EQUAL, n80)) |
                           (seconds & ~SCAN_BITS(SCAN_AT_LEAST, n40));
      if (few || t->done > at) {
        if (!scan_characters(t, at)) return 0;
      } else {
        t->carry = firsts >> 63;
      }
      continue;
    }
    if (!(high | t->carry)) continue;
    // Characters of two and three bytes; the others, and those with a narrower second byte (after
    // E0 and ED), one by one.
    const uint64_t leads = SCAN_BITS(SCAN_AT_LEAST, nC2), long_leads = SCAN_BITS(SCAN_AT_LEAST, nE0);
    const uint64_t few = SCAN_BITS(SCAN_EQUAL, nE0) | SCAN_BITS(SCAN_EQUAL, nED) |
                         SCAN_BITS(SCAN_AT_LEAST, nF0);
    if (few || (leads << 1 | long_leads << 2 | t->carry) != (high & ~leads)) {
      if (!scan_characters(t, at)) return 0;
    } else {
      t->carry = leads >> 63 | long_leads >> 62;
    }
  }
  return 1;
}

#undef SCAN_BITS
#undef SCAN_NAME
#undef SCAN_TARGET
#undef SCAN_VECTORS
#undef SCAN_VECTOR
#undef SCAN_LOAD
#undef SCAN_SET
#undef SCAN_EQUAL
#undef SCAN_AT_LEAST
