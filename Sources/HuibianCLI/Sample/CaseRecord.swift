import HuibianTable

/// One petition case (信访件) of the sample. Dates may be ``CivilDate/absent``.
struct CaseRecord: Sendable {
  /// Columns of yes and no; nil is the empty cell.
  typealias Flag = Bool?

  var year = 0
  /// Counted from 1 within its year.
  var number = 0
  /// The matter (信访事项): its number is that of its first case.
  var matter = Matter()
  var registrations = 1
  var registered = CivilDate.absent
  var form = YearShape.Form.online
  var level = YearShape.Level.district
  var people = 1
  var isAbnormal = false
  var origin = 0
  var handling = 0
  var handedOver = CivilDate.absent
  var accepted = CivilDate.absent
  var due = CivilDate.absent
  var answered = CivilDate.absent
  var closed = CivilDate.absent
  var outcome = 0
  var inspection = 0
  var isRated = false
  /// 0 is empty; else an index into ``CaseVocabulary/ratingStates``.
  var officeState = 0
  var unitState = 0
  var officeRating = 0
  var unitRating = 0
  var reportedBefore: Flag = nil
  var greenPost: Flag = nil
  var turnedBack: Flag = nil
  /// 0 is empty; else an index into ``CaseVocabulary/remarks``.
  var remark = 0

  var isRepeat: Bool { registrations > 1 }
  var isVisit: Bool { form == .visit }
  var isGroup: Bool { isVisit && people >= 5 }
}

/// What the cases of one matter share.
struct Matter: Sendable {
  var firstYear = 0
  var firstNumber = 0
  var registrations = 0
  var town = 0
  /// 0: only the town is known; else the village's position, counted from 1.
  var village = 0
  var subject = 0
  var kind = 0
  var purpose = 0
  /// Whether the town handles it rather than the department.
  var isTownMatter = false
}

extension CivilDate {
  /// A cell without a date.
  static let absent = CivilDate(days: CivilDate.missing)

  var isMissing: Bool { days == CivilDate.missing }
}
