#pragma once

#include "store/historie.hpp"
#include "store/sqlite/connection.hpp"

#include <string_view>

namespace store::sqlite {

/// What the leaf of registraties or of settings commits to; nullopt: there are none with that leaf.
model::Result<std::optional<std::string>> read_vastgelegd(Connection& db, std::int64_t index);

class SqliteHistorie final : public Historie {
public:
    explicit SqliteHistorie(Connection& db) : db_(db) {}

    model::Result<std::optional<Gebeurtenis>> volgende(std::uint64_t van, std::uint64_t tot) override;
    void laat_los() noexcept override;
    model::Result<std::vector<model::Registratie>> registraties_zonder_plaats() override;

private:
    model::Result<std::optional<Gebeurtenis>> lees(std::uint64_t van, std::uint64_t tot);
    model::Result<Ontvangen> ontvangen(BerichtId id);
    model::Result<Afgedaan> afgedaan(BerichtId id, std::int64_t index);
    model::Result<MensBeslist> beslist(BerichtId bericht, std::int64_t index);
    model::Result<BundelActief> bundel(std::string_view hash, std::int64_t moment_ms, bool terugwerkend);
    model::Result<Geregistreerd> geregistreerd(std::int64_t index);
    model::Result<Omgeving> omgeving(std::int64_t index);

    Connection& db_;
};

} // namespace store::sqlite
