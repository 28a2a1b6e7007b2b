#pragma once
// Debian builds libxml2 with ICU: <libxml/encoding.h> would then bring in <unicode/…>, whose types
// clash with Foundation's own copy in any module that sees both. Only the layout of
// xmlCharEncodingHandler changes without it, and none is ever allocated here.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlwriter.h>
#include <libxml/xmlerror.h>

// xmlFree is a mutable global function pointer, which Swift 6 refuses to read.
static inline void huibian_xml_free(void *pointer) { xmlFree(pointer); }
