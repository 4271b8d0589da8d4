#include "store/sqlite/logboek.hpp"

#include "store/sqlite/transaction.hpp"

namespace store::sqlite {
namespace {

std::unexpected<model::Error> absent() { return std::unexpected(model::Error{model::ErrorCode::internal, "nog niet gemaakt"}); }

} // namespace

model::Result<LogEinde> SqliteLogboek::einde() { return absent(); }
model::Result<std::vector<LogRegel>> SqliteLogboek::regels(std::uint64_t, std::int64_t) { return absent(); }
model::Result<audit::Hash> SqliteLogboek::deelboom(unsigned, std::uint64_t) { return absent(); }
model::Result<std::optional<Controlepunt>> SqliteLogboek::controlepunt(std::uint64_t) { return absent(); }
model::Result<std::vector<Controlepunt>> SqliteLogboek::controlepunten(std::uint64_t, std::int64_t) { return absent(); }

model::Result<LogEinde> SqliteTransaction::log_einde() { return absent(); }
model::Result<bool> SqliteTransaction::bewaar_controlepunt(Controlepunt const&, std::uint64_t) { return absent(); }

} // namespace store::sqlite
