#pragma once

#include "gateway/soap/inname.hpp"
#include "gateway/soap/uitgaand.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "tests/contract/temp_dir.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>
#include <memory>
#include <string>
#include <vector>

/// A store, a pipeline and envelopes, without sockets.
namespace soap_wereld {

inline std::shared_ptr<xsd::SchemaSet const> schemas() {
    static auto const made = xsd::SchemaSet::built_in().value();
    return made;
}

inline xsd::EnvelopSchemas const& envelop_schemas() {
    static auto const made = xsd::EnvelopSchemas::built_in().value();
    return *made;
}

/// The n-th number; `soort` tells kinds apart.
inline std::string nummer(int n, int soort = 0) { return fmt::format("{:08}-0000-4000-8000-{:012}", soort, n); }

class Wereld {
public:
    explicit Wereld(model::Date op = model::date(2026, 6, 1)) : vandaag(op) {
        auto opened = store::sqlite::open(dir_.path(), store::sqlite::random_nonce());
        REQUIRE(opened);
        store_ = std::move(*opened);
    }

    gateway::Peer peer;
    model::Date vandaag;
    std::int64_t nu_ms = 1'780'300'800'000;
    gateway::Pipeline pipeline{schemas()};

    store::Store& opslag() { return *store_; }
    std::unique_ptr<store::Reader> lezer() {
        auto made = store_->reader();
        REQUIRE(made);
        return std::move(*made);
    }

    /// A Di01 or Du01 around a payload, from and to those it names unless the envelope is bent.
    model::Envelop envelop(std::string payload, int n) const {
        auto const gelezen = pipeline.read(std::as_bytes(std::span(payload)));
        REQUIRE(gelezen.soort);
        model::Envelop e;
        e.functie = model::to_string(*gelezen.soort);
        e.berichtcode = gateway::omgekeerd(*gelezen.soort) ? model::Berichtcode::du01 : model::Berichtcode::di01;
        if (gelezen.inhoud) {
            auto const& header = model::header(*gelezen.inhoud);
            bool const om = gateway::omgekeerd(*gelezen.soort);
            e.zender.organisatie = om ? header.ontvanger : header.afzender;
            e.ontvanger.organisatie = om ? header.afzender : header.ontvanger;
        } else {
            e.zender.organisatie = "9901";
            e.ontvanger.organisatie = "99000001";
        }
        e.zender.applicatie = "Vakapplicatie";
        e.ontvanger.applicatie = "GGk";
        e.referentienummer = nummer(n);
        e.tijdstip_bericht = "20260601120000000";
        e.parameters = {"0001", "0000", "0003", "0002"};
        e.inhoud = std::move(payload);
        return e;
    }

    /// Through both functions. What refuses it in the first ends up in `fout` as well.
    gateway::soap::Ingenomen neem(std::string const& bytes, std::string_view soap_action = "") {
        auto const gelezen =
            gateway::soap::lees(envelop_schemas(), pipeline, peer, soap_action, std::as_bytes(std::span(bytes)), vandaag);
        if (!gelezen) {
            gateway::soap::Ingenomen made;
            made.fout = gelezen.error().fout.value_or(model::EnvelopFoutmelding{"", gelezen.error().faultcode, gelezen.error().faultstring, ""});
            made.beveiliging = gelezen.error().beveiliging == "organisatie_niet_toegestaan"    ? "organisatie_niet_toegestaan"
                               : gelezen.error().beveiliging == "berichtsoort_niet_toegestaan" ? "berichtsoort_niet_toegestaan"
                                                                                              : "";
            return made;
        }
        gateway::soap::Ingenomen made;
        auto const done = store_->transact([&](store::Transaction& tx) -> model::Result<void> {
            auto one = gateway::soap::neem_in(tx, pipeline, peer, **gelezen, {nu_ms, vandaag}, nummer(++bevestigingen_, 3));
            if (!one) return std::unexpected(one.error());
            made = std::move(*one);
            return {};
        });
        REQUIRE_MESSAGE(done, done.error().context);
        return made;
    }
    gateway::soap::Ingenomen neem(model::Envelop const& e) { return neem(xsd::write_envelop(e)); }

    std::vector<store::Uit> uit() {
        auto made = lezer()->uit_lijst({}, 0, 1000);
        REQUIRE(made);
        return std::move(*made);
    }

    store::Reader::Tellingen tellingen() {
        auto made = lezer()->tellingen();
        REQUIRE(made);
        return *made;
    }

private:
    support::TempDir dir_;
    std::unique_ptr<store::Store> store_;
    int bevestigingen_ = 0;
};

inline std::string file(std::filesystem::path const& path) {
    std::ifstream in(path, std::ios::binary);
    REQUIRE_MESSAGE(in, path.string());
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace soap_wereld
