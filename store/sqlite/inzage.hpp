#pragma once

#include "store/inzage.hpp"
#include "store/sqlite/connection.hpp"

#include <optional>
#include <string>

/// The access log and the removal of what is past its term, as the audit log commits to them.
namespace store::sqlite {

/// What a leaf "inzage" or "inzage-gewist" commits to; nullopt: no row has this leaf.
model::Result<std::optional<std::string>> read_inzage_vastgelegd(Connection& db, std::int64_t index);
/// What a leaf "vasthouden" or "bewaarplan" commits to; nullopt: no row has this leaf.
model::Result<std::optional<std::string>> read_bewaren_vastgelegd(Connection& db, std::int64_t index);

/// Texts, each with its length before it, so that no two lists read the same.
[[nodiscard]] std::string canonical(std::initializer_list<std::string_view> texts);

} // namespace store::sqlite
