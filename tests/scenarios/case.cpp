#include "tests/scenarios/case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <stdexcept>

namespace scenarios {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> words(std::string const& line) {
    std::istringstream in(line);
    return {std::istream_iterator<std::string>(in), {}};
}

class CaseReader {
public:
    explicit CaseReader(fs::path const& directory) { case_.directory = directory; }

    std::expected<Case, std::vector<std::string>> read() {
        std::istringstream in(slurp(case_.directory / "case.txt"));
        for (std::string line; std::getline(in, line);) {
            ++lijn_;
            if (line.ends_with('\r')) line.pop_back();
            if (line.find_first_not_of(" \t") == std::string::npos) {
                in_head_ = in_head_ && keys_.empty();
                continue;
            }
            if (in_head_) head(line);
            else if (line.front() == ' ' || line.front() == '\t') finding(line);
            else step(line);
        }
        finish();
        if (!faults_.empty()) return std::unexpected(faults_);
        return case_;
    }

private:
    void fault(std::string const& text) { faults_.push_back(fmt::format("case.txt:{}: {}", lijn_, text)); }

    void head(std::string const& line) {
        auto const colon = line.find(": ");
        if (colon == std::string::npos) return fault("expected `sleutel: waarde`");
        keys_[line.substr(0, colon)] = line.substr(colon + 2);
    }

    void step(std::string const& line) {
        static constexpr std::array<std::string_view, 4> uitkomsten{"goedgekeurd", "deels", "afgekeurd", "aangehouden"};
        auto const w = words(line);
        bool const again = w.size() == 4 && w[2] == "zelfde-als";
        if (w.size() != 2 && !again) return fault("expected `NN uitkomst` or `NN uitkomst zelfde-als NN`");
        if (std::ranges::find(uitkomsten, w[1]) == uitkomsten.end()) return fault(fmt::format("unknown uitkomst \"{}\"", w[1]));
        if (again && std::ranges::none_of(case_.steps, [&](Step const& s) { return s.nummer == w[3]; }))
            return fault(fmt::format("no earlier step {}", w[3]));
        case_.steps.push_back({w[0], w[1], again ? w[3] : "", {}});
    }

    void finding(std::string const& line) {
        auto const w = words(line);
        if (case_.steps.empty()) return fault("a finding before the first step");
        if (w.size() != 3) return fault("expected `REGEL CODE XPATH`");
        case_.steps.back().bevindingen.push_back({w[0], w[1], w[2]});
    }

    void finish() {
        lijn_ = 0;
        for (auto const* key : {"regel", "conditie", "verwacht", "vandaag", "bundel"})
            if (!keys_.contains(key)) fault(fmt::format("`{}:` is missing", key));
        case_.regel = keys_["regel"];
        if (keys_["bundel"] != "geen") case_.bundel = keys_["bundel"];
        if (auto const test_bsn = keys_.find("test_bsn"); test_bsn != keys_.end()) {
            case_.test_bsn_weigeren = test_bsn->second == "weigeren";
            if (!case_.test_bsn_weigeren) fault("`test_bsn:` can only be weigeren");
        }
        auto const vandaag = model::parse_date(keys_["vandaag"]);
        if (vandaag) case_.vandaag = *vandaag;
        else fault(fmt::format("vandaag: \"{}\" is no date", keys_["vandaag"]));
        if (case_.steps.empty()) fault("no steps");
        for (auto const& step : case_.steps)
            if (!fs::exists(case_.in(step))) fault(fmt::format("{} does not exist", case_.in(step).filename().string()));
        for (auto const& entry : fs::directory_iterator(case_.directory)) {
            auto const name = entry.path().filename().string();
            bool const known = name == "case.txt" || name == "registraties.csv" || std::ranges::any_of(case_.steps, [&](Step const& s) {
                                   return name == s.nummer + "-in.xml" || name == s.nummer + "-out.xml";
                               });
            if (!known) fault(fmt::format("{} belongs to no step", name));
        }
    }

    Case case_;
    std::map<std::string, std::string> keys_;
    std::vector<std::string> faults_;
    bool in_head_ = true;
    int lijn_ = 0;
};

} // namespace

std::expected<Case, std::vector<std::string>> read_case(fs::path const& directory) { return CaseReader(directory).read(); }

std::vector<fs::path> find_cases(fs::path const& root) {
    std::vector<fs::path> found;
    for (auto const& entry : fs::directory_iterator(root))
        if (!entry.path().filename().string().starts_with('_') && fs::exists(entry.path() / "case.txt")) found.push_back(entry.path());
    std::ranges::sort(found);
    return found;
}

std::string slurp(fs::path const& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error(file.string() + ": cannot be read");
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace scenarios
