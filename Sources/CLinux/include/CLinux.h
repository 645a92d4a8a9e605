// What Glibc does not show to Swift: epoll, eventfd, and a CRC32C that uses the processor's instruction.
#ifndef CLINUX_H
#define CLINUX_H

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/types.h>
#include <unistd.h>

// epoll_create1(EPOLL_CLOEXEC); -1 with errno on failure.
static inline int clinux_epoll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

// Adds (EPOLL_CTL_ADD), changes (EPOLL_CTL_MOD) or removes (EPOLL_CTL_DEL) a descriptor. `token` comes back with
// its events (see clinux_event_token).
static inline int clinux_epoll_control(int epoll, int operation, int descriptor, uint32_t events, uint64_t token) {
  struct epoll_event event = {0};
  event.events = events;
  event.data.u64 = token;
  return epoll_ctl(epoll, operation, descriptor, &event);
}

static inline uint64_t clinux_event_token(const struct epoll_event *event) { return event->data.u64; }
static inline uint32_t clinux_event_bits(const struct epoll_event *event) { return event->events; }

static const uint32_t clinux_epoll_in = EPOLLIN;
static const uint32_t clinux_epoll_out = EPOLLOUT;
static const uint32_t clinux_epoll_hangup = EPOLLHUP;
static const uint32_t clinux_epoll_read_hangup = EPOLLRDHUP;
static const uint32_t clinux_epoll_error = EPOLLERR;
static const uint32_t clinux_epoll_edge = (uint32_t)EPOLLET;

// A non-blocking, close-on-exec event counter.
static inline int clinux_eventfd(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

// Accepts a connection as a non-blocking, close-on-exec descriptor.
int clinux_accept(int listener);

// Brings a cache line nearer; never faults.
static inline void clinux_prefetch(const void *address) { __builtin_prefetch(address); }

// fallocate(2), which Glibc shows only to GNU sources.
int clinux_fallocate(int descriptor, int mode, off_t offset, off_t length);

// O_DIRECT, which Glibc shows only to GNU sources: reads and writes go past the page cache.
int clinux_direct_flag(void);

// open(2) without variadic arguments, which Swift cannot call.
static inline int clinux_open(const char *path, int flags, mode_t mode) { return open(path, flags | O_CLOEXEC, mode); }

// Binds the calling thread to one processor; 0 or an error number.
int clinux_pin_thread(int processor);

// Has the calling thread stand further behind others that want the processor: by `more`, 0 or above, up to niceness
// 19. It cannot be taken back without privileges. 0 or an error number.
int clinux_add_niceness(int more);

// Has the calling thread ask the scheduler for the processor for so many nanoseconds at a time: with less than
// others it gets it sooner when it wakes. 0 or an error number; kernels before 6.12 take no notice.
int clinux_shorten_slice(uint64_t nanoseconds);

// CRC32C (Castagnoli, reflected 0x82F63B78, initial and final inversion inside). `crc` is 0 to begin with, or the
// result for the bytes before: clinux_crc32c(clinux_crc32c(0, a), b) == clinux_crc32c(0, a + b).
uint32_t clinux_crc32c(uint32_t crc, const void *bytes, size_t count);

// The two ways to compute it, for tests that compare them.
uint32_t clinux_crc32c_table(uint32_t crc, const void *bytes, size_t count);
uint32_t clinux_crc32c_hardware(uint32_t crc, const void *bytes, size_t count);

// Whether this processor has the instruction. clinux_crc32c_hardware must not be called where it has not.
bool clinux_crc32c_has_hardware(void);

#endif
