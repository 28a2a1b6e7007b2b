/// Why a package could not be written.
package enum OPCError: Error, Hashable, Sendable {
  /// The system gave no memory.
  case outOfMemory
  /// libzip or zlib refused; the text is its own, in English.
  case library(String)
}
