#pragma once

#include "store/sqlite/sqlite_store.hpp"
#include "tests/contract/temp_dir.hpp"
#include "tests/unit/rules/grootboek.hpp"

#include <fmt/format.h>

#include <array>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace support {

/// A value or a test that stops with the error's text.
template <class T>
T good(model::Result<T> result) {
    if (!result) throw std::runtime_error(result.error().context);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

/// Messages through the ledger's rules into a store, some of them rejected by their receiver afterwards.
class Keten {
public:
    explicit Keten(model::Contract contract)
        : contract_(std::make_shared<model::Contract const>(std::move(contract))),
          store_(good(store::sqlite::open(directory_.path(), [] { return std::array<std::byte, 32>{}; }))) {}

    void doe(model::Message bericht, model::Date vandaag) {
        auto const sleutel = fmt::format("M{}", ++nummer_);
        std::visit([&](auto& inhoud) { inhoud.header.bericht_identificatie.identificatie = sleutel; }, bericht.inhoud);
        bericht.identificatie_sleutel = sleutel;
        if (auto* d = std::get_if<model::Bericht323>(&bericht.inhoud)) {
            d->declaratie.declaratie_nummer = sleutel;
            int regel = 0;
            for (auto& p : d->declaratie.clienten[0].prestaties)
                p.product_referentie.referentie_nummer = fmt::format("{}-{}", sleutel, ++regel);
        }
        verwerk(bericht, vandaag);
        if (bericht.soort.nummer != 323) verstuurd_.push_back(std::move(bericht));
    }

    /// The receiver rejects one of the messages it has not answered yet.
    void keur_af(std::size_t welke, model::Date vandaag) {
        auto const at = verstuurd_.begin() + static_cast<std::ptrdiff_t>(welke % verstuurd_.size());
        auto const heen = *at;
        verstuurd_.erase(at);
        switch (heen.soort.nummer) {
        case 301: return verwerk(retour<model::Bericht302>(heen), vandaag);
        case 307: return verwerk(retour<model::Bericht308>(heen), vandaag);
        case 315: return verwerk(retour<model::Bericht316>(heen), vandaag);
        default: return verwerk(retour<model::Bericht320>(heen), vandaag);
        }
    }
    [[nodiscard]] bool heeft_verstuurd() const { return !verstuurd_.empty(); }

    /// What is not as it should be; empty: all is.
    [[nodiscard]] std::string fout(std::int64_t toewijzingen) {
        auto const reader = good(store_->reader());
        auto const rekeningen = good(reader->rekeningen({}));
        std::map<model::Rekening, model::Stand> som;
        for (auto const& regel : good(reader->boekingen({}, 0, 1'000'000))) {
            auto& s = som[regel.boeking.rekening];
            s.gevraagd += regel.boeking.gevraagd;
            s.vastgelegd += regel.boeking.vastgelegd;
            s.toegekend += regel.boeking.toegekend;
            s.beslag += regel.boeking.beslag;
            s.toewijzingen += regel.boeking.toewijzingen;
        }
        model::Money alles;
        for (auto const& [rekening, s] : rekeningen) {
            auto const& lijnen = som[rekening];
            if (s.beslag != lijnen.beslag || s.toegekend != lijnen.toegekend || s.vastgelegd != lijnen.vastgelegd ||
                s.gevraagd != lijnen.gevraagd || s.toewijzingen != lijnen.toewijzingen)
                return fmt::format("the lines of {} do not add up", rekening.jaar);
            if (s.beslag.cents < 0 || s.gevraagd.cents < 0 || s.vastgelegd.cents < 0) return "an account stands below zero";
            alles += s.beslag;
        }
        model::Money per_toewijzing;
        std::vector<Toegekend> namen;
        for (std::int64_t n = 1; n <= toewijzingen; ++n) namen.push_back({.nummer = n});
        auto const f = feiten(bericht301(namen), model::date(2026, 6, 1));
        for (auto const& [nummer, t] : f.toewijzingen)
            for (auto const& v : t->verbintenissen) per_toewijzing += v.beslag();
        if (alles != per_toewijzing) return fmt::format("accounts {} and toewijzingen {} differ", alles.cents, per_toewijzing.cents);
        return {};
    }

    /// How many lines of each kind there are.
    void tel(std::map<model::Boeksoort, int>& soorten) {
        for (auto const& regel : good(good(store_->reader())->boekingen({}, 0, 1'000'000))) ++soorten[regel.boeking.soort];
    }

    [[nodiscard]] std::unique_ptr<store::Reader> reader() { return good(store_->reader()); }

    [[nodiscard]] model::Facts feiten(model::Message const& bericht, model::Date vandaag) {
        model::Facts feiten;
        good(store_->transact([&](store::Transaction& tx) -> model::Result<void> {
            feiten = lees(tx, bericht, vandaag);
            tx.abandon();
            return {};
        }));
        return feiten;
    }

private:
    template <class Bericht>
    static model::Message retour(model::Message const& heen) {
        Bericht bericht;
        static_cast<model::Header&>(bericht.header) = model::header(heen);
        bericht.header.identificatie_retour = "R";
        bericht.header.retour_codes = {"0001"};
        return {{heen.soort.domein, static_cast<std::int16_t>(heen.soort.nummer + 1)}, std::move(bericht), heen.identificatie_sleutel};
    }

    model::Facts lees(store::Transaction& tx, model::Message const& bericht, model::Date vandaag) {
        auto feiten = good(tx.facts(bericht));
        feiten.contract = contract_;
        model::ContractVraag vraag;
        rules::contract::vul_vraag(bericht, feiten, *contract_, vandaag, vraag);
        feiten.contract_feiten = good(tx.contract_feiten(bericht, vraag));
        return feiten;
    }

    void verwerk(model::Message const& bericht, model::Date vandaag) {
        good(store_->transact([&](store::Transaction& tx) -> model::Result<void> {
            auto const feiten = lees(tx, bericht, vandaag);
            model::Verdict verdict;
            if (auto const* d = std::get_if<model::Bericht323>(&bericht.inhoud))
                for (auto const& c : d->declaratie.clienten) verdict.toegekend.emplace_back(c.prestaties.size(), true);
            verdict.grootboek = rules::contract::grootboek(bericht, feiten, verdict, vandaag).grootboek;
            auto const bytes = fmt::format("{} {}", model::to_string(bericht.soort), bericht.identificatie_sleutel);
            store::NieuwBericht nieuw;
            nieuw.ontvangst = {std::as_bytes(std::span(bytes)), fmt::format("{:064x}", ++gezien_), "cli", 1'777'000'000'000, vandaag};
            nieuw.soort = bericht.soort;
            nieuw.bericht = &bericht;
            nieuw.uitkomst = verdict.uitkomst;
            nieuw.besluit_json = "{}";
            nieuw.contract_label = contract_->label();
            auto const id = tx.save(nieuw);
            if (!id) return std::unexpected(id.error());
            return tx.book(*id, bericht, verdict, feiten);
        }));
    }

    support::TempDir directory_;
    std::shared_ptr<model::Contract const> contract_;
    std::unique_ptr<store::Store> store_;
    std::vector<model::Message> verstuurd_;
    int nummer_ = 0;
    std::uint64_t gezien_ = 0;
};

} // namespace support
