// The calls that Glibc shows only to GNU sources. They are not in the header: _GNU_SOURCE there would give types of
// Glibc other members than they have for Swift.
#define _GNU_SOURCE 1
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

int clinux_accept(int listener) { return accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC); }

int clinux_fallocate(int descriptor, int mode, off_t offset, off_t length) {
  return fallocate(descriptor, mode, offset, length);
}

int clinux_direct_flag(void) { return O_DIRECT; }

int clinux_pin_thread(int processor) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(processor, &set);
  return pthread_setaffinity_np(pthread_self(), sizeof(set), &set);
}

int clinux_add_niceness(int more) {
  // On Linux a niceness is a thread's, whatever POSIX says.
  id_t thread = (id_t)syscall(SYS_gettid);
  int niceness = getpriority(PRIO_PROCESS, thread) + more;
  return setpriority(PRIO_PROCESS, thread, niceness < 19 ? niceness : 19) == 0 ? 0 : errno;
}

// `struct sched_attr` of linux/sched/types.h, version 0.
struct clinux_scheduling {
  uint32_t size;
  uint32_t policy;
  uint64_t flags;
  int32_t nice;
  uint32_t priority;
  uint64_t runtime;
  uint64_t deadline;
  uint64_t period;
};

int clinux_shorten_slice(uint64_t nanoseconds) {
  struct clinux_scheduling wanted = {0};
  wanted.size = sizeof(wanted);
  wanted.policy = SCHED_OTHER;
  wanted.nice = getpriority(PRIO_PROCESS, (id_t)syscall(SYS_gettid));
  wanted.runtime = nanoseconds;
  return syscall(SYS_sched_setattr, 0, &wanted, 0) == 0 ? 0 : errno;
}

void clinux_name_thread(const char *name) {
  char cut[16] = {0};
  strncpy(cut, name, 15);
  pthread_setname_np(pthread_self(), cut);
}
