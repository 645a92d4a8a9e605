// CRC32C by the processor's instruction where there is one (SSE4.2, ARMv8 CRC), else eight bytes at a time by table.
#include "CLinux.h"

#if defined(__x86_64__)
#include <nmmintrin.h>
#include <wmmintrin.h>
#elif defined(__aarch64__) && defined(__ARM_FEATURE_CRC32)
#include <arm_acle.h>
#endif

static uint32_t table[8][256];
static int hardware;

// Words (of 8 bytes) that one lane takes at most; three lanes go side by side.
enum { laneWords = 256, shortestLane = 8 };

// To go over n words of zeros: x^(64 n - 33) modulo the polynomial, bit-reflected. Behind a carry-less multiplication by
// it, one crc32 step of the product is the checksum that n words later would have.
static uint32_t skips[2 * laneWords + 1];
static int lanes;

// Runs before main, thus before any thread can read the table.
__attribute__((constructor)) static void prepare(void) {
  for (uint32_t i = 0; i < 256; i++) {
    uint32_t crc = i;
    for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (crc & 1 ? 0x82F63B78u : 0);
    table[0][i] = crc;
  }
  for (uint32_t i = 0; i < 256; i++)
    for (int slice = 1; slice < 8; slice++)
      table[slice][i] = (table[slice - 1][i] >> 8) ^ table[0][table[slice - 1][i] & 0xFF];
#if defined(__x86_64__)
  __builtin_cpu_init();
  hardware = __builtin_cpu_supports("sse4.2") != 0;
  lanes = hardware && __builtin_cpu_supports("pclmul") != 0;
#elif defined(__aarch64__) && defined(__ARM_FEATURE_CRC32)
  hardware = 1;
#endif
  // x^31 first; each step over eight zero bytes multiplies by x^64.
  skips[1] = 1;
  for (int words = 2; words <= 2 * laneWords; words++) {
    uint32_t crc = skips[words - 1];
    for (int byte = 0; byte < 8; byte++) crc = (crc >> 8) ^ table[0][crc & 0xFF];
    skips[words] = crc;
  }
}

bool clinux_crc32c_has_hardware(void) { return hardware != 0; }

uint32_t clinux_crc32c_table(uint32_t crc, const void *bytes, size_t count) {
  const uint8_t *p = bytes;
  crc = ~crc;
  for (; count >= 8; count -= 8, p += 8) {
    uint32_t low = (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
    low ^= crc;
    crc = table[7][low & 0xFF] ^ table[6][low >> 8 & 0xFF] ^ table[5][low >> 16 & 0xFF] ^ table[4][low >> 24] ^
          table[3][p[4]] ^ table[2][p[5]] ^ table[1][p[6]] ^ table[0][p[7]];
  }
  for (; count > 0; count--, p++) crc = (crc >> 8) ^ table[0][(crc ^ *p) & 0xFF];
  return ~crc;
}

#if defined(__x86_64__)
// The instruction takes one word a cycle and answers three cycles later, so three lanes run in the time of one.
__attribute__((target("sse4.2,pclmul")))
static uint32_t three_lanes(uint32_t crc, const uint8_t *p, size_t words) {
  uint64_t a = crc, b = 0, c = 0;
  for (size_t i = 0; i < words; i++) {
    uint64_t x, y, z;
    memcpy(&x, p + 8 * i, 8);
    memcpy(&y, p + 8 * (i + words), 8);
    memcpy(&z, p + 8 * (i + 2 * words), 8);
    a = _mm_crc32_u64(a, x);
    b = _mm_crc32_u64(b, y);
    c = _mm_crc32_u64(c, z);
  }
  __m128i first = _mm_clmulepi64_si128(_mm_cvtsi64_si128((int64_t)a), _mm_cvtsi32_si128((int)skips[2 * words]), 0);
  __m128i second = _mm_clmulepi64_si128(_mm_cvtsi64_si128((int64_t)b), _mm_cvtsi32_si128((int)skips[words]), 0);
  uint64_t both = (uint64_t)_mm_cvtsi128_si64(_mm_xor_si128(first, second));
  return (uint32_t)(_mm_crc32_u64(0, both) ^ c);
}

__attribute__((target("sse4.2")))
uint32_t clinux_crc32c_hardware(uint32_t crc, const void *bytes, size_t count) {
  const uint8_t *p = bytes;
  uint64_t wide = ~crc;
  while (lanes && count >= 3 * 8 * shortestLane) {
    size_t words = count / 24;
    if (words > laneWords) words = laneWords;
    wide = three_lanes((uint32_t)wide, p, words);
    p += 24 * words;
    count -= 24 * words;
  }
  for (; count >= 8; count -= 8, p += 8) {
    uint64_t word;
    memcpy(&word, p, 8);
    wide = _mm_crc32_u64(wide, word);
  }
  uint32_t narrow = (uint32_t)wide;
  if (count >= 4) {
    uint32_t word;
    memcpy(&word, p, 4);
    narrow = _mm_crc32_u32(narrow, word);
    p += 4;
    count -= 4;
  }
  for (; count > 0; count--, p++) narrow = _mm_crc32_u8(narrow, *p);
  return ~narrow;
}
#elif defined(__aarch64__) && defined(__ARM_FEATURE_CRC32)
uint32_t clinux_crc32c_hardware(uint32_t crc, const void *bytes, size_t count) {
  const uint8_t *p = bytes;
  crc = ~crc;
  for (; count >= 8; count -= 8, p += 8) {
    uint64_t word;
    memcpy(&word, p, 8);
    crc = __crc32cd(crc, word);
  }
  for (; count > 0; count--, p++) crc = __crc32cb(crc, *p);
  return ~crc;
}
#else
uint32_t clinux_crc32c_hardware(uint32_t crc, const void *bytes, size_t count) {
  return clinux_crc32c_table(crc, bytes, count);
}
#endif

uint32_t clinux_crc32c(uint32_t crc, const void *bytes, size_t count) {
  return hardware ? clinux_crc32c_hardware(crc, bytes, count) : clinux_crc32c_table(crc, bytes, count);
}
