#include "tests/scenarios/door.hpp"

#include "gateway/bundel.hpp"
#include "gateway/omgeving.hpp"
#include "gateway/pipeline.hpp"
#include "gateway/replay/verify.hpp"
#include "rules/contract/load.hpp"
#include "rules/contract/registraties.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace scenarios {

namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

template <class T>
T value(model::Result<T> result, std::string_view what) {
    if (!result) throw std::runtime_error(fmt::format("{}: {}: {}", what, model::name(result.error().code), result.error().context));
    return std::move(*result);
}

class InProcess final : public Door {
public:
    InProcess(Case const& c, std::shared_ptr<xsd::SchemaSet const> schemas)
        : schemas_(std::move(schemas)), pipeline_(schemas_), moment_{std::int64_t{c.vandaag.days} * 86'400'000 + 36'000'000, c.vandaag} {
        pipeline_.weiger_test_bsn(c.test_bsn_weigeren);
        begin_store(c, directory_.path());
        store_ = value(store::sqlite::open(directory_.path(), store::sqlite::random_nonce()), "open store");
        auto omgeving = gateway::omgeving(gateway::default_config(), gateway::Partners(), *schemas_);
        omgeving.weiger_test_bsn = c.test_bsn_weigeren;
        auto const json = gateway::to_json(omgeving);
        auto const noted = store_->transact([&](store::Transaction& tx) { return tx.omgeving(json, moment_.utc_ms); });
        if (!noted) throw std::runtime_error(fmt::format("note settings: {}", noted.error().context));
        reader_ = value(store_->reader(), "open reader");
    }

    Reply send(std::string const& bytes) override {
        auto const gelezen = pipeline_.read(std::as_bytes(std::span(bytes)));
        model::Result<gateway::Antwoord> antwoord = std::unexpected(model::Error{});
        auto const done = store_->transact([&](store::Transaction& tx) -> model::Result<void> {
            antwoord = pipeline_.decide(tx, gelezen, moment_, "cli", false);
            if (!antwoord) return std::unexpected(antwoord.error());
            return {};
        });
        if (!done) throw std::runtime_error(fmt::format("not decided: {}: {}", model::name(done.error().code), done.error().context));
        Reply reply{antwoord->id, std::string(model::name(antwoord->uitkomst)), findings_of(antwoord->besluit_json), antwoord->besluit_json,
                    value(reader_->retour(antwoord->id), "read answer").value_or("")};
        if (!antwoord->herhaald && reply.retour != antwoord->retour_xml) throw std::runtime_error("stored answer is not the one given");
        auto const origineel = value(reader_->origineel(antwoord->id), "read original");
        if (origineel.has_value() == antwoord->niveau1) throw std::runtime_error("the bytes are kept if and only if level 1 passed");
        if (origineel && *origineel != bytes) throw std::runtime_error("stored bytes are not those received");
        return reply;
    }

    [[nodiscard]] std::string log() const override { return {}; }
    [[nodiscard]] std::vector<std::string> replay() override { return replay_faults(directory_.path(), schemas_); }

private:
    TemporaryDirectory directory_;
    std::shared_ptr<xsd::SchemaSet const> schemas_;
    gateway::Pipeline pipeline_;
    gateway::Moment moment_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<store::Reader> reader_;
};

std::string text(json::value const& v) { return v.is_string() ? std::string(v.get_string()) : std::string(); }

} // namespace

TemporaryDirectory::TemporaryDirectory() {
    auto name = (fs::temp_directory_path() / "ketenpoort-scenario-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary directory");
    path_ = name;
}

TemporaryDirectory::~TemporaryDirectory() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

std::unique_ptr<Door> open_in_process(Case const& c, std::shared_ptr<xsd::SchemaSet const> schemas) {
    return std::make_unique<InProcess>(c, std::move(schemas));
}

void begin_store(Case const& c, fs::path const& data) {
    // Made once: a new store goes through every migration, which would take longer than most cases.
    static TemporaryDirectory const leeg;
    static bool const made = [] {
        value(store::sqlite::open(leeg.path(), store::sqlite::random_nonce()), "make a store");
        return true;
    }();
    static_cast<void>(made);
    fs::copy(leeg.path(), data, fs::copy_options::recursive);
    if (c.bundel.empty()) return;
    auto files = value(rules::contract::read_directory(c.directory.parent_path() / "_bundels" / c.bundel), "read bundle");
    auto const contract = rules::contract::load(files);
    if (!contract) throw std::runtime_error(fmt::format("bundle {}: {}", c.bundel, contract.error().front().melding));
    auto const store = value(store::sqlite::open(data, store::sqlite::random_nonce()), "open store");
    auto const bundel = gateway::stored_form(*contract, std::move(files), 0);
    auto const done = store->transact([&](store::Transaction& tx) { return tx.activate(bundel); });
    if (!done) throw std::runtime_error(fmt::format("import bundle: {}", done.error().context));
    if (!fs::exists(c.registraties())) return;
    auto const lines = rules::contract::lees_registraties("registraties.csv", slurp(c.registraties()));
    if (!lines) throw std::runtime_error(fmt::format("registraties.csv:{}: {}", lines.error().front().lijn, lines.error().front().melding));
    auto const known = store->transact([&](store::Transaction& tx) { return tx.registreer(*lines, 0); });
    if (!known) throw std::runtime_error(fmt::format("registraties.csv: {}", known.error().context));
}

std::vector<std::string> replay_faults(fs::path const& data, std::shared_ptr<xsd::SchemaSet const> schemas) {
    auto const reader = value(store::sqlite::open_reader(data), "open reader");
    gateway::replay::Herhaalopdracht opdracht;
    opdracht.omgeving = gateway::omgeving(gateway::default_config(), gateway::Partners(), *schemas);
    opdracht.schemas = std::move(schemas);
    auto const uitslag = value(gateway::replay::verifieer(*reader, opdracht, {}), "replay");
    auto faults = uitslag.verloop.opmerkingen;
    for (auto const& verschil : uitslag.verschillen)
        for (auto const& a : verschil.afwijkingen)
            faults.push_back(fmt::format("replay: message {}: {}: then {}, now {}", verschil.bericht, a.wat, a.toen, a.nu));
    return faults;
}

std::vector<Bevinding> findings_of(std::string const& json_text) {
    std::vector<Bevinding> findings;
    auto const parsed = json::parse(json_text);
    for (auto const& v : parsed.at("bevindingen").as_array()) {
        auto const code = text(v.at("retourcode"));
        findings.push_back({text(v.at("regel")), code.empty() ? "-" : code, text(v.at("plaats"))});
    }
    std::ranges::sort(findings);
    return findings;
}

} // namespace scenarios
