#include "tests/scenarios/table.hpp"

#include "tests/scenarios/case.hpp"

#include <fmt/format.h>

#include <sstream>
#include <stdexcept>

namespace scenarios {
namespace {

std::vector<std::string> fields(std::string const& line) {
    std::vector<std::string> out(1);
    for (char const c : line) {
        if (c == '|') out.emplace_back();
        else out.back() += c;
    }
    return out;
}

} // namespace

std::vector<std::vector<std::string>> read_table(std::filesystem::path const& file, std::string const& header) {
    std::istringstream in(slurp(file));
    std::vector<std::vector<std::string>> rows;
    std::string line;
    if (!std::getline(in, line) || line != header)
        throw std::runtime_error(fmt::format("{}:1: expected \"{}\"", file.string(), header));
    auto const columns = fields(header).size();
    while (std::getline(in, line)) {
        rows.push_back(fields(line));
        if (rows.back().size() != columns)
            throw std::runtime_error(fmt::format("{}:{}: expected {} fields", file.string(), rows.size() + 1, columns));
    }
    if (rows.empty()) throw std::runtime_error(fmt::format("{}: no rows", file.string()));
    return rows;
}

} // namespace scenarios
