#pragma once
// Debian builds libxml2 with ICU: <libxml/encoding.h> would then bring in <unicode/…>, whose types
// clash with Foundation's own copy in any module that sees both. Only the layout of
// xmlCharEncodingHandler changes without it, and none is ever allocated here.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
// The SAX2 parser, its options and events.
#include <libxml/parser.h>
// The constructor of a parser over bytes in memory.
#include <libxml/parserInternals.h>
// The codes by which a message says what is not well-formed.
#include <libxml/xmlerror.h>
