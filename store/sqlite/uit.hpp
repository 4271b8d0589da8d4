#pragma once

#include "store/sqlite/rows.hpp"
#include "store/uit.hpp"

/// The outbox.
namespace store::sqlite {

model::Result<UitId> add_uit(Connection& db, NieuwUit const& nieuw, std::string_view referentienummer);
model::Result<void> set_uit(Connection& db, UitId id, outbox::Uitgaand const& stand, std::string_view verbinding, std::string_view fout);

model::Result<std::optional<Uit>> read_uit(Connection& db, UitId id);
model::Result<std::optional<Uit>> read_uit_op_referentie(Connection& db, std::string_view referentienummer);
model::Result<std::optional<Uit>> read_doorgestuurd(Connection& db, BerichtId bericht);
model::Result<std::vector<Uit>> read_uit_koppen(Connection& db);
model::Result<std::vector<Uit>> read_uit_lijst(Connection& db, UitFilter const& filter, UitId na, std::int64_t aantal);
model::Result<std::vector<Uit>> read_uit_met_termijn(Connection& db, std::int64_t aantal);

/// Messages passed on whose receiver has yet to answer.
model::Result<void> add_verwacht(Connection& db, BerichtId bericht, std::string_view bestemming, model::Date sinds, model::Date termijn);
model::Result<void> forget_verwacht(Connection& db, BerichtId bericht);
model::Result<std::vector<Verwacht>> read_verwacht(Connection& db, std::int64_t aantal);

} // namespace store::sqlite
