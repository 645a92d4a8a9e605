internal import Glibc

/// What the system says about an error number.
func systemMessage(_ number: Int32) -> String {
  // Safe on any thread since glibc 2.32, where the text is the calling thread's own.
  guard let text = strerror(number) else { return "error \(number)" }
  return String(cString: text)
}
