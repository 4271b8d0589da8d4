#pragma once

#include "store/sqlite/connection.hpp"

#include <string>
#include <string_view>

namespace store::sqlite {

/// What stands for a BSN in the access log, the same as in the columns of the other tables.
[[nodiscard]] inline std::string pseudoniem(Connection&, std::string_view bsn) { return std::string(bsn); }

} // namespace store::sqlite
