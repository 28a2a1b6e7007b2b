/// The candidate that the user most likely meant, or nil if none is near.
///
/// Near means an edit distance (insert, delete, replace, swap of neighbours) of at most a third of
/// the longer name, at least 1, with something left in common; a name that contains the other is near
/// too. Among equals the first wins. Cost: O(candidates × length²).
package func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
  let wanted = Array(name)
  guard !wanted.isEmpty else { return nil }
  var best: (name: String, distance: Int)?
  for candidate in candidates {
    let other = Array(candidate)
    let limit = max(1, max(wanted.count, other.count) / 3)
    var distance = editDistance(wanted, other)
    // A name that has nothing in common is not near, however short both are.
    if distance > limit || distance >= max(wanted.count, other.count) {
      guard wanted.count >= 2, other.count >= 2,
        candidate.contains(name) || name.contains(candidate)
      else { continue }
      distance = limit + abs(wanted.count - other.count)
    }
    if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
  }
  return best?.name
}

private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
  var rows = [Array(0...b.count)]
  for i in 1...a.count {
    var row = [i]
    for j in 1...b.count {
      var distance = min(
        rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        distance = min(distance, rows[i - 2][j - 2] + 1)
      }
      row.append(distance)
    }
    rows.append(row)
  }
  return rows[a.count][b.count]
}
