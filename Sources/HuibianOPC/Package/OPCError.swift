/// Why a package could not be written.
package enum OPCError: Error, Hashable, Sendable {
  /// The system gave no memory.
  case outOfMemory
  /// A function of zlib refused; its name.
  case library(String)
}
