#pragma once

#include "store/logboek.hpp"
#include "store/sqlite/connection.hpp"

namespace store::sqlite {

class SqliteLogboek final : public Logboek {
public:
    explicit SqliteLogboek(Connection& db) : db_(db) {}

    model::Result<LogEinde> einde() override;
    model::Result<std::vector<LogRegel>> regels(std::uint64_t index, std::int64_t aantal) override;
    model::Result<audit::Hash> deelboom(unsigned niveau, std::uint64_t index) override;
    model::Result<std::vector<audit::Hash>> bewaarde_deelbomen(unsigned niveau) override;
    model::Result<void> rijen(std::int64_t van, std::int64_t tot, std::function<model::Result<void>(LogRij const&)> const& bezoek) override;
    model::Result<InzageStand> inzagen(std::uint64_t tot) override;
    model::Result<std::optional<std::string>> vastgelegd(std::uint64_t index) override;
    model::Result<std::vector<std::uint64_t>> bladen(std::int64_t bericht) override;
    model::Result<std::vector<std::int64_t>> afleveringen(std::span<std::int64_t const> berichten) override;
    model::Result<std::optional<Controlepunt>> controlepunt(std::uint64_t grootte) override;
    model::Result<std::vector<Controlepunt>> controlepunten(std::uint64_t na, std::int64_t aantal) override;

private:
    Connection& db_;
};

} // namespace store::sqlite
