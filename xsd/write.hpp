#pragma once

#include "xsd/model/bericht.hpp"
#include "xsd/schema_set.hpp"

#include <string>

namespace xsd {

/// The message as XML: UTF-8 without BOM, CR/LF line ends (OP192), one element a line, prefixes as the standard's samples use
/// them (`wmo302:`, `iwmo:`). Leaves are written as they were spelled.
/// @pre `schemas` knows message.soort in message.release, which is set
[[nodiscard]] std::string write(SchemaSet const& schemas, model::Message const& message);

} // namespace xsd
