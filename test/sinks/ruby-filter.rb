# Runs the tests in a script of Logstash's ruby filter, without Logstash: JRuby FILE [STRING ...]. Prints a line for each
# expectation, and ends with 1 when one does not hold.
#
# What stands for Logstash is as little as the scripts use: an event of maps, lists and texts, and the words of a test.
require 'json'
require 'time'

module LogStash
  class Event
    attr_reader :timestamp

    def initialize(fields = {})
      @timestamp = Time.at(0)
      @metadata = {}
      @fields = { '@version' => '1', '@timestamp' => @timestamp.iso8601 }.merge(fields)
    end

    def get(reference)
      path_of(reference).reduce(root_of(reference)) { |value, key| value.is_a?(Hash) ? value[key] : nil }
    end

    def set(reference, value)
      *parents, last = path_of(reference)
      parents.reduce(root_of(reference)) { |map, key| map[key] ||= {} }[last] = value
    end

    def tag(name) = @fields['tags'] = Array(@fields['tags']) | [name]

    def to_hash = @fields

    private

    def root_of(reference) = reference.start_with?('[@metadata]') ? @metadata : @fields

    def path_of(reference)
      path = reference.start_with?('[') ? reference.scan(/\[([^\]]*)\]/).flatten : [reference]
      path.first == '@metadata' ? path.drop(1) : path
    end
  end
end

# One `test` of a script.
class Case
  attr_reader :expectations, :given

  def initialize
    @parameters = {}
    @expectations = []
  end

  def parameters = block_given? ? @parameters = yield : @parameters
  def in_event = @given = [yield]
  def in_events = @given = yield
  def expect(what, &holds) = @expectations << [what, holds]
end

$cases = []

def test(name, &block)
  one = Case.new
  one.instance_eval(&block)
  $cases << [name, one]
end

def register(_parameters) = nil

load ARGV.fetch(0)
failed = 0
$cases.each do |name, one|
  register(one.parameters)
  events = one.given.flat_map { |fields| filter(LogStash::Event.new(fields)) }
  one.expectations.each do |what, holds|
    held = holds.call(events)
    failed += 1 unless held
    puts "#{held ? 'ok' : 'FAILED'} #{name}: #{what}"
  end
end
exit(failed.zero? && !$cases.empty? ? 0 : 1)
