/// A tag as it stands in the template.
package struct Tag: Hashable, Sendable {
  /// The index of its block.
  package let block: Int
  /// Its characters in the block's text, braces included, counted from 0.
  package let range: Range<Int>
  /// The characters of ``range`` as typed.
  package let source: String
  /// Its position among the tags of its block, counted from 1.
  package let ordinal: Int
  package let kind: TagKind

  package init(block: Int, range: Range<Int>, source: String, ordinal: Int, kind: TagKind) {
    self.block = block
    self.range = range
    self.source = source
    self.ordinal = ordinal
    self.kind = kind
  }
}

/// What a tag says.
///
/// The set is closed: nothing in a tag is ever evaluated as code.
package enum TagKind: Hashable, Sendable {
  /// `{{来访批次｜同比}}`, `{{单位}}`: a figure or a text; the binder decides by the names.
  case value(ValueTag)
  /// `{{如果 条件}}`, `{{?条件}}`, `{{^名}}`.
  case ifStart(ConditionExpression)
  /// `{{如果列 条件}}`: the columns of a table that the two ends cover.
  case ifColumns(ConditionExpression)
  /// `{{否则如果 条件}}`.
  case elseIf(ConditionExpression)
  /// `{{否则}}`.
  case elseBranch
  /// `{{完}}`, `{{结束}}`, `{{/名}}`; nil for an end without a name.
  case end(name: String?)
  /// `{{每个 …}}`, `{{每行 …}}`, `{{每列 …}}`, and `{{#维度 按 …}}`.
  case each(EachTag)
  /// `{{#名}}`: a loop if the name is a dimension, else a condition on it; the binder decides.
  case section(String)
  /// `{{表 …}}`.
  case table(TableTag)
  /// `{{列举 …}}`.
  case list(ListTag)
  /// `{{图 …}}`.
  case chart(ChartTag)
  /// `{{插入 文档名}}`.
  case insert(String)
  /// `{{部分 名}}`: a part of a text template, which is taken in before any tag is read; elsewhere a mistake.
  case part(String)
  /// `{{@名}}`.
  case picture(PictureTag)
  /// `{{待填：文字}}`; the text as typed, blanks trimmed; may be empty.
  case fill(String)
  /// `{{目录}}`, `{{目录 2级}}`: a table of contents of so many levels, 1 to 9.
  case contents(levels: Int)
  /// `{{口径说明}}`.
  case definitions
  /// `{{编号：一}}`.
  case numbering(NumberingStyle)
  /// A tag with a mistake, which has been reported; it stands for its place in a pair only.
  case broken(BrokenRole)
}

/// What a tag with a mistake would have been, so that its partner is not blamed.
package enum BrokenRole: Hashable, Sendable { case opens, divides, closes, none }

/// The number in front of a heading, by level (GB/T 9704—2012, 7.3.3).
package enum NumberingStyle: String, Hashable, Sendable, CaseIterable {
  case first = "一"
  case second = "（一）"
  case third = "1."
  case fourth = "（1）"
}
