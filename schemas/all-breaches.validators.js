/* Written by "npm run generate" from src/notification/schemas, with Ajv (MIT). Do not edit. */
"use strict";
exports.envelope = validate0;
const schema0 = {"$id":"urn:wallstash:schema:envelope","type":"object","required":["summary","details"],"properties":{"summary":{"type":"string"},"description":{"type":"string"},"details":{"type":"object","required":["client_name","cloud","notification_type"],"properties":{"client_name":{"type":["string","null"]},"cloud":{"type":"string"},"notification_type":{"type":"string"}}}}};

function validate0(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:wallstash:schema:envelope" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate0.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.summary === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "summary"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.details === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "details"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.summary !== undefined){
if(typeof data.summary !== "string"){
const err2 = {instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.description !== undefined){
if(typeof data.description !== "string"){
const err3 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.details !== undefined){
let data2 = data.details;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.client_name === undefined){
const err4 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "client_name"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data2.cloud === undefined){
const err5 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "cloud"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data2.notification_type === undefined){
const err6 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "notification_type"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data2.client_name !== undefined){
let data3 = data2.client_name;
if((typeof data3 !== "string") && (data3 !== null)){
const err7 = {instancePath:instancePath+"/details/client_name",schemaPath:"#/properties/details/properties/client_name/type",keyword:"type",params:{type: schema0.properties.details.properties.client_name.type}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data2.cloud !== undefined){
if(typeof data2.cloud !== "string"){
const err8 = {instancePath:instancePath+"/details/cloud",schemaPath:"#/properties/details/properties/cloud/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data2.notification_type !== undefined){
if(typeof data2.notification_type !== "string"){
const err9 = {instancePath:instancePath+"/details/notification_type",schemaPath:"#/properties/details/properties/notification_type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
else {
const err11 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
validate0.errors = vErrors;
return errors === 0;
}
validate0.evaluated = {"props":{"summary":true,"description":true,"details":true},"dynamicProps":false,"dynamicItems":false};

exports.new_hits = validate1;
const schema1 = {"$id":"urn:wallstash:schema:new_hits","type":"object","required":["summary","details"],"properties":{"summary":{"type":"string"},"description":{"type":"string"},"details":{"type":"object","required":["client_name","cloud","notification_type","hit"],"properties":{"client_name":{"type":["string","null"]},"cloud":{"type":"string"},"notification_type":{"enum":["new_hits"]},"hit":{"if":{"not":{"required":["domain"]}},"then":{"required":["host"]},"type":"object","required":["method","path","parameter","point","payloads","remote_country","remote_port","remote_addr4","remote_addr6","tor","request_time","create_time","response_len","response_status","response_time","heur_distance","probability","anomaly","stamps","regex","stamps_hash","regex_hash","type","block_status","id","object_type"],"properties":{"host":{"type":"string"},"domain":{"type":"string"},"method":{"type":"string"},"path":{"type":"string"},"parameter":{"type":"string"},"point":{"type":"array","items":{"type":["string","integer"]}},"payloads":{"type":"array","items":{"type":"string"}},"remote_country":{"type":["string","null"],"pattern":"^[A-Z]{2}$"},"remote_port":{"type":"integer","minimum":0,"maximum":65535},"remote_addr4":{"type":["string","null"],"if":{"minLength":1},"then":{"format":"ipv4"}},"remote_addr6":{"type":["string","null"],"if":{"minLength":1},"then":{"format":"ipv6"}},"tor":{"type":"string"},"request_time":{"type":"integer","minimum":0},"create_time":{"type":"integer","minimum":0},"response_len":{"type":"integer","minimum":0},"response_status":{"type":"integer","minimum":0,"maximum":599,"not":{"type":"integer","minimum":1,"maximum":99}},"response_time":{"type":"integer","minimum":0},"heur_distance":{"type":"number"},"probability":{"type":"number"},"anomaly":{"type":"number"},"stamps":{"type":"array","items":{"type":"integer"}},"regex":{"type":"array","items":{}},"stamps_hash":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"regex_hash":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"type":{"type":"string"},"block_status":{"type":"string"},"id":{"type":"array","items":{"type":"string"},"minItems":2,"maxItems":2},"object_type":{"enum":["hit"]},"datacenter":{"type":"string"},"brute_counter":{"type":"string"},"final_wallarm_mode":{"type":"string"},"wallarm_mode":{"type":["string","null"]},"libproton_version":{"type":"string"},"lom_id":{"type":"integer"},"protocol":{"type":"string"},"proxy_type":{"type":["string","null"]},"request_id":{"type":"string"},"applications":{"type":"array","items":{"type":"string"}},"headers":{"type":"object","properties":{}}}}}}}};
const pattern0 = new RegExp("^[A-Z]{2}$", "u");
const func0 = require("ajv/dist/runtime/ucs2length").default;
const formats0 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;
const formats2 = /^((([0-9a-f]{1,4}:){7}([0-9a-f]{1,4}|:))|(([0-9a-f]{1,4}:){6}(:[0-9a-f]{1,4}|((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3})|:))|(([0-9a-f]{1,4}:){5}(((:[0-9a-f]{1,4}){1,2})|:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3})|:))|(([0-9a-f]{1,4}:){4}(((:[0-9a-f]{1,4}){1,3})|((:[0-9a-f]{1,4})?:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(([0-9a-f]{1,4}:){3}(((:[0-9a-f]{1,4}){1,4})|((:[0-9a-f]{1,4}){0,2}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(([0-9a-f]{1,4}:){2}(((:[0-9a-f]{1,4}){1,5})|((:[0-9a-f]{1,4}){0,3}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(([0-9a-f]{1,4}:){1}(((:[0-9a-f]{1,4}){1,6})|((:[0-9a-f]{1,4}){0,4}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(:(((:[0-9a-f]{1,4}){1,7})|((:[0-9a-f]{1,4}){0,5}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:)))$/i;

function validate1(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:wallstash:schema:new_hits" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate1.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.summary === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "summary"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.details === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "details"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.summary !== undefined){
if(typeof data.summary !== "string"){
const err2 = {instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.description !== undefined){
if(typeof data.description !== "string"){
const err3 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.details !== undefined){
let data2 = data.details;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.client_name === undefined){
const err4 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "client_name"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data2.cloud === undefined){
const err5 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "cloud"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data2.notification_type === undefined){
const err6 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "notification_type"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data2.hit === undefined){
const err7 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "hit"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data2.client_name !== undefined){
let data3 = data2.client_name;
if((typeof data3 !== "string") && (data3 !== null)){
const err8 = {instancePath:instancePath+"/details/client_name",schemaPath:"#/properties/details/properties/client_name/type",keyword:"type",params:{type: schema1.properties.details.properties.client_name.type}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data2.cloud !== undefined){
if(typeof data2.cloud !== "string"){
const err9 = {instancePath:instancePath+"/details/cloud",schemaPath:"#/properties/details/properties/cloud/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data2.notification_type !== undefined){
if(!(data2.notification_type === "new_hits")){
const err10 = {instancePath:instancePath+"/details/notification_type",schemaPath:"#/properties/details/properties/notification_type/enum",keyword:"enum",params:{allowedValues: schema1.properties.details.properties.notification_type.enum}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.hit !== undefined){
let data6 = data2.hit;
const _errs14 = errors;
let valid2 = true;
const _errs15 = errors;
const _errs16 = errors;
const _errs17 = errors;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
let missing0;
if((data6.domain === undefined) && (missing0 = "domain")){
const err11 = {};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
var valid3 = _errs17 === errors;
if(valid3){
const err12 = {};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
else {
errors = _errs16;
if(vErrors !== null){
if(_errs16){
vErrors.length = _errs16;
}
else {
vErrors = null;
}
}
}
var _valid0 = _errs15 === errors;
errors = _errs14;
if(vErrors !== null){
if(_errs14){
vErrors.length = _errs14;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs18 = errors;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.host === undefined){
const err13 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/then/required",keyword:"required",params:{missingProperty: "host"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
var _valid0 = _errs18 === errors;
valid2 = _valid0;
}
if(!valid2){
const err14 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.method === undefined){
const err15 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "method"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data6.path === undefined){
const err16 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "path"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data6.parameter === undefined){
const err17 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "parameter"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data6.point === undefined){
const err18 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "point"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data6.payloads === undefined){
const err19 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "payloads"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data6.remote_country === undefined){
const err20 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "remote_country"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data6.remote_port === undefined){
const err21 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "remote_port"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data6.remote_addr4 === undefined){
const err22 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "remote_addr4"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(data6.remote_addr6 === undefined){
const err23 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "remote_addr6"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data6.tor === undefined){
const err24 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "tor"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data6.request_time === undefined){
const err25 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "request_time"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data6.create_time === undefined){
const err26 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "create_time"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(data6.response_len === undefined){
const err27 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "response_len"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(data6.response_status === undefined){
const err28 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "response_status"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(data6.response_time === undefined){
const err29 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "response_time"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(data6.heur_distance === undefined){
const err30 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "heur_distance"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data6.probability === undefined){
const err31 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "probability"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(data6.anomaly === undefined){
const err32 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "anomaly"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(data6.stamps === undefined){
const err33 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "stamps"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(data6.regex === undefined){
const err34 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "regex"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(data6.stamps_hash === undefined){
const err35 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "stamps_hash"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(data6.regex_hash === undefined){
const err36 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "regex_hash"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(data6.type === undefined){
const err37 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "type"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(data6.block_status === undefined){
const err38 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "block_status"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data6.id === undefined){
const err39 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "id"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data6.object_type === undefined){
const err40 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: "object_type"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(data6.host !== undefined){
if(typeof data6.host !== "string"){
const err41 = {instancePath:instancePath+"/details/hit/host",schemaPath:"#/properties/details/properties/hit/properties/host/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data6.domain !== undefined){
if(typeof data6.domain !== "string"){
const err42 = {instancePath:instancePath+"/details/hit/domain",schemaPath:"#/properties/details/properties/hit/properties/domain/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data6.method !== undefined){
if(typeof data6.method !== "string"){
const err43 = {instancePath:instancePath+"/details/hit/method",schemaPath:"#/properties/details/properties/hit/properties/method/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data6.path !== undefined){
if(typeof data6.path !== "string"){
const err44 = {instancePath:instancePath+"/details/hit/path",schemaPath:"#/properties/details/properties/hit/properties/path/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data6.parameter !== undefined){
if(typeof data6.parameter !== "string"){
const err45 = {instancePath:instancePath+"/details/hit/parameter",schemaPath:"#/properties/details/properties/hit/properties/parameter/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data6.point !== undefined){
let data12 = data6.point;
if(Array.isArray(data12)){
const len0 = data12.length;
for(let i0=0; i0<len0; i0++){
let data13 = data12[i0];
if((typeof data13 !== "string") && (!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13))))){
const err46 = {instancePath:instancePath+"/details/hit/point/" + i0,schemaPath:"#/properties/details/properties/hit/properties/point/items/type",keyword:"type",params:{type: schema1.properties.details.properties.hit.properties.point.items.type}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
else {
const err47 = {instancePath:instancePath+"/details/hit/point",schemaPath:"#/properties/details/properties/hit/properties/point/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data6.payloads !== undefined){
let data14 = data6.payloads;
if(Array.isArray(data14)){
const len1 = data14.length;
for(let i1=0; i1<len1; i1++){
if(typeof data14[i1] !== "string"){
const err48 = {instancePath:instancePath+"/details/hit/payloads/" + i1,schemaPath:"#/properties/details/properties/hit/properties/payloads/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
else {
const err49 = {instancePath:instancePath+"/details/hit/payloads",schemaPath:"#/properties/details/properties/hit/properties/payloads/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data6.remote_country !== undefined){
let data16 = data6.remote_country;
if((typeof data16 !== "string") && (data16 !== null)){
const err50 = {instancePath:instancePath+"/details/hit/remote_country",schemaPath:"#/properties/details/properties/hit/properties/remote_country/type",keyword:"type",params:{type: schema1.properties.details.properties.hit.properties.remote_country.type}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(typeof data16 === "string"){
if(!pattern0.test(data16)){
const err51 = {instancePath:instancePath+"/details/hit/remote_country",schemaPath:"#/properties/details/properties/hit/properties/remote_country/pattern",keyword:"pattern",params:{pattern: "^[A-Z]{2}$"}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
}
if(data6.remote_port !== undefined){
let data17 = data6.remote_port;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
const err52 = {instancePath:instancePath+"/details/hit/remote_port",schemaPath:"#/properties/details/properties/hit/properties/remote_port/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 65535 || isNaN(data17)){
const err53 = {instancePath:instancePath+"/details/hit/remote_port",schemaPath:"#/properties/details/properties/hit/properties/remote_port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(data17 < 0 || isNaN(data17)){
const err54 = {instancePath:instancePath+"/details/hit/remote_port",schemaPath:"#/properties/details/properties/hit/properties/remote_port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
if(data6.remote_addr4 !== undefined){
let data18 = data6.remote_addr4;
if((typeof data18 !== "string") && (data18 !== null)){
const err55 = {instancePath:instancePath+"/details/hit/remote_addr4",schemaPath:"#/properties/details/properties/hit/properties/remote_addr4/type",keyword:"type",params:{type: schema1.properties.details.properties.hit.properties.remote_addr4.type}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
const _errs43 = errors;
let valid9 = true;
const _errs44 = errors;
if(typeof data18 === "string"){
if(func0(data18) < 1){
const err56 = {};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
var _valid1 = _errs44 === errors;
errors = _errs43;
if(vErrors !== null){
if(_errs43){
vErrors.length = _errs43;
}
else {
vErrors = null;
}
}
if(_valid1){
const _errs45 = errors;
if(typeof data18 === "string"){
if(!(formats0.test(data18))){
const err57 = {instancePath:instancePath+"/details/hit/remote_addr4",schemaPath:"#/properties/details/properties/hit/properties/remote_addr4/then/format",keyword:"format",params:{format: "ipv4"}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
var _valid1 = _errs45 === errors;
valid9 = _valid1;
}
if(!valid9){
const err58 = {instancePath:instancePath+"/details/hit/remote_addr4",schemaPath:"#/properties/details/properties/hit/properties/remote_addr4/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data6.remote_addr6 !== undefined){
let data19 = data6.remote_addr6;
if((typeof data19 !== "string") && (data19 !== null)){
const err59 = {instancePath:instancePath+"/details/hit/remote_addr6",schemaPath:"#/properties/details/properties/hit/properties/remote_addr6/type",keyword:"type",params:{type: schema1.properties.details.properties.hit.properties.remote_addr6.type}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
const _errs48 = errors;
let valid10 = true;
const _errs49 = errors;
if(typeof data19 === "string"){
if(func0(data19) < 1){
const err60 = {};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
var _valid2 = _errs49 === errors;
errors = _errs48;
if(vErrors !== null){
if(_errs48){
vErrors.length = _errs48;
}
else {
vErrors = null;
}
}
if(_valid2){
const _errs50 = errors;
if(typeof data19 === "string"){
if(!(formats2.test(data19))){
const err61 = {instancePath:instancePath+"/details/hit/remote_addr6",schemaPath:"#/properties/details/properties/hit/properties/remote_addr6/then/format",keyword:"format",params:{format: "ipv6"}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
var _valid2 = _errs50 === errors;
valid10 = _valid2;
}
if(!valid10){
const err62 = {instancePath:instancePath+"/details/hit/remote_addr6",schemaPath:"#/properties/details/properties/hit/properties/remote_addr6/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data6.tor !== undefined){
if(typeof data6.tor !== "string"){
const err63 = {instancePath:instancePath+"/details/hit/tor",schemaPath:"#/properties/details/properties/hit/properties/tor/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data6.request_time !== undefined){
let data21 = data6.request_time;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
const err64 = {instancePath:instancePath+"/details/hit/request_time",schemaPath:"#/properties/details/properties/hit/properties/request_time/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 < 0 || isNaN(data21)){
const err65 = {instancePath:instancePath+"/details/hit/request_time",schemaPath:"#/properties/details/properties/hit/properties/request_time/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
}
if(data6.create_time !== undefined){
let data22 = data6.create_time;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
const err66 = {instancePath:instancePath+"/details/hit/create_time",schemaPath:"#/properties/details/properties/hit/properties/create_time/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 < 0 || isNaN(data22)){
const err67 = {instancePath:instancePath+"/details/hit/create_time",schemaPath:"#/properties/details/properties/hit/properties/create_time/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
}
if(data6.response_len !== undefined){
let data23 = data6.response_len;
if(!(((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23))) && (isFinite(data23)))){
const err68 = {instancePath:instancePath+"/details/hit/response_len",schemaPath:"#/properties/details/properties/hit/properties/response_len/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 < 0 || isNaN(data23)){
const err69 = {instancePath:instancePath+"/details/hit/response_len",schemaPath:"#/properties/details/properties/hit/properties/response_len/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
}
if(data6.response_status !== undefined){
let data24 = data6.response_status;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
const err70 = {instancePath:instancePath+"/details/hit/response_status",schemaPath:"#/properties/details/properties/hit/properties/response_status/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
const _errs61 = errors;
const _errs62 = errors;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
const err71 = {};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if(errors === _errs62){
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 > 99 || isNaN(data24)){
const err72 = {};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
else {
if(data24 < 1 || isNaN(data24)){
const err73 = {};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
}
}
var valid11 = _errs62 === errors;
if(valid11){
const err74 = {instancePath:instancePath+"/details/hit/response_status",schemaPath:"#/properties/details/properties/hit/properties/response_status/not",keyword:"not",params:{}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
else {
errors = _errs61;
if(vErrors !== null){
if(_errs61){
vErrors.length = _errs61;
}
else {
vErrors = null;
}
}
}
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 > 599 || isNaN(data24)){
const err75 = {instancePath:instancePath+"/details/hit/response_status",schemaPath:"#/properties/details/properties/hit/properties/response_status/maximum",keyword:"maximum",params:{comparison: "<=", limit: 599}};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if(data24 < 0 || isNaN(data24)){
const err76 = {instancePath:instancePath+"/details/hit/response_status",schemaPath:"#/properties/details/properties/hit/properties/response_status/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
}
if(data6.response_time !== undefined){
let data25 = data6.response_time;
if(!(((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25))) && (isFinite(data25)))){
const err77 = {instancePath:instancePath+"/details/hit/response_time",schemaPath:"#/properties/details/properties/hit/properties/response_time/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if((typeof data25 == "number") && (isFinite(data25))){
if(data25 < 0 || isNaN(data25)){
const err78 = {instancePath:instancePath+"/details/hit/response_time",schemaPath:"#/properties/details/properties/hit/properties/response_time/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
}
if(data6.heur_distance !== undefined){
let data26 = data6.heur_distance;
if(!((typeof data26 == "number") && (isFinite(data26)))){
const err79 = {instancePath:instancePath+"/details/hit/heur_distance",schemaPath:"#/properties/details/properties/hit/properties/heur_distance/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
if(data6.probability !== undefined){
let data27 = data6.probability;
if(!((typeof data27 == "number") && (isFinite(data27)))){
const err80 = {instancePath:instancePath+"/details/hit/probability",schemaPath:"#/properties/details/properties/hit/properties/probability/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
if(data6.anomaly !== undefined){
let data28 = data6.anomaly;
if(!((typeof data28 == "number") && (isFinite(data28)))){
const err81 = {instancePath:instancePath+"/details/hit/anomaly",schemaPath:"#/properties/details/properties/hit/properties/anomaly/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data6.stamps !== undefined){
let data29 = data6.stamps;
if(Array.isArray(data29)){
const len2 = data29.length;
for(let i2=0; i2<len2; i2++){
let data30 = data29[i2];
if(!(((typeof data30 == "number") && (!(data30 % 1) && !isNaN(data30))) && (isFinite(data30)))){
const err82 = {instancePath:instancePath+"/details/hit/stamps/" + i2,schemaPath:"#/properties/details/properties/hit/properties/stamps/items/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
}
else {
const err83 = {instancePath:instancePath+"/details/hit/stamps",schemaPath:"#/properties/details/properties/hit/properties/stamps/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data6.regex !== undefined){
if(!(Array.isArray(data6.regex))){
const err84 = {instancePath:instancePath+"/details/hit/regex",schemaPath:"#/properties/details/properties/hit/properties/regex/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data6.stamps_hash !== undefined){
let data32 = data6.stamps_hash;
if(!(((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32))) && (isFinite(data32)))){
const err85 = {instancePath:instancePath+"/details/hit/stamps_hash",schemaPath:"#/properties/details/properties/hit/properties/stamps_hash/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if((typeof data32 == "number") && (isFinite(data32))){
if(data32 > 2147483647 || isNaN(data32)){
const err86 = {instancePath:instancePath+"/details/hit/stamps_hash",schemaPath:"#/properties/details/properties/hit/properties/stamps_hash/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
if(data32 < -2147483648 || isNaN(data32)){
const err87 = {instancePath:instancePath+"/details/hit/stamps_hash",schemaPath:"#/properties/details/properties/hit/properties/stamps_hash/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648}};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
}
if(data6.regex_hash !== undefined){
let data33 = data6.regex_hash;
if(!(((typeof data33 == "number") && (!(data33 % 1) && !isNaN(data33))) && (isFinite(data33)))){
const err88 = {instancePath:instancePath+"/details/hit/regex_hash",schemaPath:"#/properties/details/properties/hit/properties/regex_hash/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
if((typeof data33 == "number") && (isFinite(data33))){
if(data33 > 2147483647 || isNaN(data33)){
const err89 = {instancePath:instancePath+"/details/hit/regex_hash",schemaPath:"#/properties/details/properties/hit/properties/regex_hash/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
if(data33 < -2147483648 || isNaN(data33)){
const err90 = {instancePath:instancePath+"/details/hit/regex_hash",schemaPath:"#/properties/details/properties/hit/properties/regex_hash/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648}};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
}
if(data6.type !== undefined){
if(typeof data6.type !== "string"){
const err91 = {instancePath:instancePath+"/details/hit/type",schemaPath:"#/properties/details/properties/hit/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
if(data6.block_status !== undefined){
if(typeof data6.block_status !== "string"){
const err92 = {instancePath:instancePath+"/details/hit/block_status",schemaPath:"#/properties/details/properties/hit/properties/block_status/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
if(data6.id !== undefined){
let data36 = data6.id;
if(Array.isArray(data36)){
if(data36.length > 2){
const err93 = {instancePath:instancePath+"/details/hit/id",schemaPath:"#/properties/details/properties/hit/properties/id/maxItems",keyword:"maxItems",params:{limit: 2}};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
if(data36.length < 2){
const err94 = {instancePath:instancePath+"/details/hit/id",schemaPath:"#/properties/details/properties/hit/properties/id/minItems",keyword:"minItems",params:{limit: 2}};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
const len3 = data36.length;
for(let i3=0; i3<len3; i3++){
if(typeof data36[i3] !== "string"){
const err95 = {instancePath:instancePath+"/details/hit/id/" + i3,schemaPath:"#/properties/details/properties/hit/properties/id/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
}
else {
const err96 = {instancePath:instancePath+"/details/hit/id",schemaPath:"#/properties/details/properties/hit/properties/id/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data6.object_type !== undefined){
if(!(data6.object_type === "hit")){
const err97 = {instancePath:instancePath+"/details/hit/object_type",schemaPath:"#/properties/details/properties/hit/properties/object_type/enum",keyword:"enum",params:{allowedValues: schema1.properties.details.properties.hit.properties.object_type.enum}};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
if(data6.datacenter !== undefined){
if(typeof data6.datacenter !== "string"){
const err98 = {instancePath:instancePath+"/details/hit/datacenter",schemaPath:"#/properties/details/properties/hit/properties/datacenter/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
if(data6.brute_counter !== undefined){
if(typeof data6.brute_counter !== "string"){
const err99 = {instancePath:instancePath+"/details/hit/brute_counter",schemaPath:"#/properties/details/properties/hit/properties/brute_counter/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
if(data6.final_wallarm_mode !== undefined){
if(typeof data6.final_wallarm_mode !== "string"){
const err100 = {instancePath:instancePath+"/details/hit/final_wallarm_mode",schemaPath:"#/properties/details/properties/hit/properties/final_wallarm_mode/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data6.wallarm_mode !== undefined){
let data42 = data6.wallarm_mode;
if((typeof data42 !== "string") && (data42 !== null)){
const err101 = {instancePath:instancePath+"/details/hit/wallarm_mode",schemaPath:"#/properties/details/properties/hit/properties/wallarm_mode/type",keyword:"type",params:{type: schema1.properties.details.properties.hit.properties.wallarm_mode.type}};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
if(data6.libproton_version !== undefined){
if(typeof data6.libproton_version !== "string"){
const err102 = {instancePath:instancePath+"/details/hit/libproton_version",schemaPath:"#/properties/details/properties/hit/properties/libproton_version/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
if(data6.lom_id !== undefined){
let data44 = data6.lom_id;
if(!(((typeof data44 == "number") && (!(data44 % 1) && !isNaN(data44))) && (isFinite(data44)))){
const err103 = {instancePath:instancePath+"/details/hit/lom_id",schemaPath:"#/properties/details/properties/hit/properties/lom_id/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
if(data6.protocol !== undefined){
if(typeof data6.protocol !== "string"){
const err104 = {instancePath:instancePath+"/details/hit/protocol",schemaPath:"#/properties/details/properties/hit/properties/protocol/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
if(data6.proxy_type !== undefined){
let data46 = data6.proxy_type;
if((typeof data46 !== "string") && (data46 !== null)){
const err105 = {instancePath:instancePath+"/details/hit/proxy_type",schemaPath:"#/properties/details/properties/hit/properties/proxy_type/type",keyword:"type",params:{type: schema1.properties.details.properties.hit.properties.proxy_type.type}};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
if(data6.request_id !== undefined){
if(typeof data6.request_id !== "string"){
const err106 = {instancePath:instancePath+"/details/hit/request_id",schemaPath:"#/properties/details/properties/hit/properties/request_id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
if(data6.applications !== undefined){
let data48 = data6.applications;
if(Array.isArray(data48)){
const len4 = data48.length;
for(let i4=0; i4<len4; i4++){
if(typeof data48[i4] !== "string"){
const err107 = {instancePath:instancePath+"/details/hit/applications/" + i4,schemaPath:"#/properties/details/properties/hit/properties/applications/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
}
else {
const err108 = {instancePath:instancePath+"/details/hit/applications",schemaPath:"#/properties/details/properties/hit/properties/applications/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
if(data6.headers !== undefined){
let data50 = data6.headers;
if(!(data50 && typeof data50 == "object" && !Array.isArray(data50))){
const err109 = {instancePath:instancePath+"/details/hit/headers",schemaPath:"#/properties/details/properties/hit/properties/headers/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
}
else {
const err110 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
}
else {
const err111 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
}
else {
const err112 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
validate1.errors = vErrors;
return errors === 0;
}
validate1.evaluated = {"props":{"summary":true,"description":true,"details":true},"dynamicProps":false,"dynamicItems":false};

exports.vuln = validate2;
const schema2 = {"$id":"urn:wallstash:schema:vuln","type":"object","required":["summary","details"],"properties":{"summary":{"type":"string"},"description":{"type":"string"},"details":{"type":"object","required":["client_name","cloud","notification_type","vuln_link","vuln"],"properties":{"client_name":{"type":["string","null"]},"cloud":{"type":"string"},"notification_type":{"enum":["vuln"]},"vuln_link":{"type":["string","null"]},"vuln":{"allOf":[{"if":{"not":{"required":["domain"]}},"then":{"required":["host"]}},{"if":{"not":{"required":["risk"]}},"then":{"required":["threat"]}}],"type":"object","required":["id","method","parameter","path","title","discovered_by","type"],"properties":{"host":{"type":"string"},"domain":{"type":"string"},"id":{"type":["string","integer","null"]},"method":{"type":["string","null"]},"parameter":{"type":["string","null"]},"path":{"type":["string","null"]},"title":{"type":"string"},"discovered_by":{"type":["string","null"]},"type":{"type":"string"},"threat":{"type":"string"},"risk":{"type":"string"}}}}}}};

function validate2(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:wallstash:schema:vuln" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate2.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.summary === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "summary"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.details === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "details"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.summary !== undefined){
if(typeof data.summary !== "string"){
const err2 = {instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.description !== undefined){
if(typeof data.description !== "string"){
const err3 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.details !== undefined){
let data2 = data.details;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.client_name === undefined){
const err4 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "client_name"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data2.cloud === undefined){
const err5 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "cloud"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data2.notification_type === undefined){
const err6 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "notification_type"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data2.vuln_link === undefined){
const err7 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "vuln_link"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data2.vuln === undefined){
const err8 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "vuln"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data2.client_name !== undefined){
let data3 = data2.client_name;
if((typeof data3 !== "string") && (data3 !== null)){
const err9 = {instancePath:instancePath+"/details/client_name",schemaPath:"#/properties/details/properties/client_name/type",keyword:"type",params:{type: schema2.properties.details.properties.client_name.type}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data2.cloud !== undefined){
if(typeof data2.cloud !== "string"){
const err10 = {instancePath:instancePath+"/details/cloud",schemaPath:"#/properties/details/properties/cloud/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.notification_type !== undefined){
if(!(data2.notification_type === "vuln")){
const err11 = {instancePath:instancePath+"/details/notification_type",schemaPath:"#/properties/details/properties/notification_type/enum",keyword:"enum",params:{allowedValues: schema2.properties.details.properties.notification_type.enum}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data2.vuln_link !== undefined){
let data6 = data2.vuln_link;
if((typeof data6 !== "string") && (data6 !== null)){
const err12 = {instancePath:instancePath+"/details/vuln_link",schemaPath:"#/properties/details/properties/vuln_link/type",keyword:"type",params:{type: schema2.properties.details.properties.vuln_link.type}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data2.vuln !== undefined){
let data7 = data2.vuln;
const _errs17 = errors;
let valid3 = true;
const _errs18 = errors;
const _errs19 = errors;
const _errs20 = errors;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
let missing0;
if((data7.domain === undefined) && (missing0 = "domain")){
const err13 = {};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
var valid4 = _errs20 === errors;
if(valid4){
const err14 = {};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
else {
errors = _errs19;
if(vErrors !== null){
if(_errs19){
vErrors.length = _errs19;
}
else {
vErrors = null;
}
}
}
var _valid0 = _errs18 === errors;
errors = _errs17;
if(vErrors !== null){
if(_errs17){
vErrors.length = _errs17;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs21 = errors;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.host === undefined){
const err15 = {instancePath:instancePath+"/details/vuln",schemaPath:"#/properties/details/properties/vuln/allOf/0/then/required",keyword:"required",params:{missingProperty: "host"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
var _valid0 = _errs21 === errors;
valid3 = _valid0;
}
if(!valid3){
const err16 = {instancePath:instancePath+"/details/vuln",schemaPath:"#/properties/details/properties/vuln/allOf/0/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
const _errs23 = errors;
let valid5 = true;
const _errs24 = errors;
const _errs25 = errors;
const _errs26 = errors;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
let missing1;
if((data7.risk === undefined) && (missing1 = "risk")){
const err17 = {};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
var valid6 = _errs26 === errors;
if(valid6){
const err18 = {};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
else {
errors = _errs25;
if(vErrors !== null){
if(_errs25){
vErrors.length = _errs25;
}
else {
vErrors = null;
}
}
}
var _valid1 = _errs24 === errors;
errors = _errs23;
if(vErrors !== null){
if(_errs23){
vErrors.length = _errs23;
}
else {
vErrors = null;
}
}
if(_valid1){
const _errs27 = errors;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.threat === undefined){
const err19 = {instancePath:instancePath+"/details/vuln",schemaPath:"#/properties/details/properties/vuln/allOf/1/then/required",keyword:"required",params:{missingProperty: "threat"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
var _valid1 = _errs27 === errors;
valid5 = _valid1;
}
if(!valid5){
const err20 = {instancePath:instancePath+"/details/vuln",schemaPath:"#/properties/details/properties/vuln/allOf/1/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.id === undefined){
const err21 = {instancePath:instancePath+"/details/vuln",schemaPath:"#/properties/details/properties/vuln/required",keyword:"required",params:{missingProperty: "id"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data7.method === undefined){
const err22 = {instancePath:instancePath+"/details/vuln",schemaPath:"#/properties/details/properties/vuln/required",keyword:"required",params:{missingProperty: "method"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(data7.parameter === undefined){
const err23 = {instancePath:instancePath+"/details/vuln",schemaPath:"#/properties/details/properties/vuln/required",keyword:"required",params:{missingProperty: "parameter"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data7.path === undefined){
const err24 = {instancePath:instancePath+"/details/vuln",schemaPath:"#/properties/details/properties/vuln/required",keyword:"required",params:{missingProperty: "path"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data7.title === undefined){
const err25 = {instancePath:instancePath+"/details/vuln",schemaPath:"#/properties/details/properties/vuln/required",keyword:"required",params:{missingProperty: "title"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data7.discovered_by === undefined){
const err26 = {instancePath:instancePath+"/details/vuln",schemaPath:"#/properties/details/properties/vuln/required",keyword:"required",params:{missingProperty: "discovered_by"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(data7.type === undefined){
const err27 = {instancePath:instancePath+"/details/vuln",schemaPath:"#/properties/details/properties/vuln/required",keyword:"required",params:{missingProperty: "type"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(data7.host !== undefined){
if(typeof data7.host !== "string"){
const err28 = {instancePath:instancePath+"/details/vuln/host",schemaPath:"#/properties/details/properties/vuln/properties/host/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data7.domain !== undefined){
if(typeof data7.domain !== "string"){
const err29 = {instancePath:instancePath+"/details/vuln/domain",schemaPath:"#/properties/details/properties/vuln/properties/domain/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data7.id !== undefined){
let data10 = data7.id;
if(((typeof data10 !== "string") && (!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10))))) && (data10 !== null)){
const err30 = {instancePath:instancePath+"/details/vuln/id",schemaPath:"#/properties/details/properties/vuln/properties/id/type",keyword:"type",params:{type: schema2.properties.details.properties.vuln.properties.id.type}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data7.method !== undefined){
let data11 = data7.method;
if((typeof data11 !== "string") && (data11 !== null)){
const err31 = {instancePath:instancePath+"/details/vuln/method",schemaPath:"#/properties/details/properties/vuln/properties/method/type",keyword:"type",params:{type: schema2.properties.details.properties.vuln.properties.method.type}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data7.parameter !== undefined){
let data12 = data7.parameter;
if((typeof data12 !== "string") && (data12 !== null)){
const err32 = {instancePath:instancePath+"/details/vuln/parameter",schemaPath:"#/properties/details/properties/vuln/properties/parameter/type",keyword:"type",params:{type: schema2.properties.details.properties.vuln.properties.parameter.type}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data7.path !== undefined){
let data13 = data7.path;
if((typeof data13 !== "string") && (data13 !== null)){
const err33 = {instancePath:instancePath+"/details/vuln/path",schemaPath:"#/properties/details/properties/vuln/properties/path/type",keyword:"type",params:{type: schema2.properties.details.properties.vuln.properties.path.type}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data7.title !== undefined){
if(typeof data7.title !== "string"){
const err34 = {instancePath:instancePath+"/details/vuln/title",schemaPath:"#/properties/details/properties/vuln/properties/title/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data7.discovered_by !== undefined){
let data15 = data7.discovered_by;
if((typeof data15 !== "string") && (data15 !== null)){
const err35 = {instancePath:instancePath+"/details/vuln/discovered_by",schemaPath:"#/properties/details/properties/vuln/properties/discovered_by/type",keyword:"type",params:{type: schema2.properties.details.properties.vuln.properties.discovered_by.type}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data7.type !== undefined){
if(typeof data7.type !== "string"){
const err36 = {instancePath:instancePath+"/details/vuln/type",schemaPath:"#/properties/details/properties/vuln/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data7.threat !== undefined){
if(typeof data7.threat !== "string"){
const err37 = {instancePath:instancePath+"/details/vuln/threat",schemaPath:"#/properties/details/properties/vuln/properties/threat/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data7.risk !== undefined){
if(typeof data7.risk !== "string"){
const err38 = {instancePath:instancePath+"/details/vuln/risk",schemaPath:"#/properties/details/properties/vuln/properties/risk/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath:instancePath+"/details/vuln",schemaPath:"#/properties/details/properties/vuln/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
}
else {
const err40 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
else {
const err41 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
validate2.errors = vErrors;
return errors === 0;
}
validate2.evaluated = {"props":{"summary":true,"description":true,"details":true},"dynamicProps":false,"dynamicItems":false};

exports.security_issue = validate3;
const schema3 = {"$id":"urn:wallstash:schema:security_issue","type":"object","required":["summary","details"],"properties":{"summary":{"type":"string"},"description":{"type":"string"},"details":{"type":"object","required":["client_name","cloud","notification_type","security_issue_link","security_issue"],"properties":{"client_name":{"type":["string","null"]},"cloud":{"type":"string"},"notification_type":{"enum":["security_issue"]},"security_issue_link":{"type":["string","null"]},"security_issue":{"allOf":[{"if":{"not":{"required":["domain"]}},"then":{"required":["host"]}},{"if":{"not":{"required":["threat"]}},"then":{"required":["risk"]}}],"type":"object","required":["id","method","parameter","path","title","discovered_by","type"],"properties":{"host":{"type":"string"},"domain":{"type":"string"},"id":{"type":["string","integer","null"]},"method":{"type":["string","null"]},"parameter":{"type":["string","null"]},"path":{"type":["string","null"]},"title":{"type":"string"},"discovered_by":{"type":["string","null"]},"type":{"type":"string"},"risk":{"type":"string"},"threat":{"type":"string"}}}}}}};

function validate3(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:wallstash:schema:security_issue" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate3.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.summary === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "summary"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.details === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "details"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.summary !== undefined){
if(typeof data.summary !== "string"){
const err2 = {instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.description !== undefined){
if(typeof data.description !== "string"){
const err3 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.details !== undefined){
let data2 = data.details;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.client_name === undefined){
const err4 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "client_name"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data2.cloud === undefined){
const err5 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "cloud"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data2.notification_type === undefined){
const err6 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "notification_type"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data2.security_issue_link === undefined){
const err7 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "security_issue_link"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data2.security_issue === undefined){
const err8 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "security_issue"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data2.client_name !== undefined){
let data3 = data2.client_name;
if((typeof data3 !== "string") && (data3 !== null)){
const err9 = {instancePath:instancePath+"/details/client_name",schemaPath:"#/properties/details/properties/client_name/type",keyword:"type",params:{type: schema3.properties.details.properties.client_name.type}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data2.cloud !== undefined){
if(typeof data2.cloud !== "string"){
const err10 = {instancePath:instancePath+"/details/cloud",schemaPath:"#/properties/details/properties/cloud/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.notification_type !== undefined){
if(!(data2.notification_type === "security_issue")){
const err11 = {instancePath:instancePath+"/details/notification_type",schemaPath:"#/properties/details/properties/notification_type/enum",keyword:"enum",params:{allowedValues: schema3.properties.details.properties.notification_type.enum}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data2.security_issue_link !== undefined){
let data6 = data2.security_issue_link;
if((typeof data6 !== "string") && (data6 !== null)){
const err12 = {instancePath:instancePath+"/details/security_issue_link",schemaPath:"#/properties/details/properties/security_issue_link/type",keyword:"type",params:{type: schema3.properties.details.properties.security_issue_link.type}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data2.security_issue !== undefined){
let data7 = data2.security_issue;
const _errs17 = errors;
let valid3 = true;
const _errs18 = errors;
const _errs19 = errors;
const _errs20 = errors;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
let missing0;
if((data7.domain === undefined) && (missing0 = "domain")){
const err13 = {};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
var valid4 = _errs20 === errors;
if(valid4){
const err14 = {};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
else {
errors = _errs19;
if(vErrors !== null){
if(_errs19){
vErrors.length = _errs19;
}
else {
vErrors = null;
}
}
}
var _valid0 = _errs18 === errors;
errors = _errs17;
if(vErrors !== null){
if(_errs17){
vErrors.length = _errs17;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs21 = errors;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.host === undefined){
const err15 = {instancePath:instancePath+"/details/security_issue",schemaPath:"#/properties/details/properties/security_issue/allOf/0/then/required",keyword:"required",params:{missingProperty: "host"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
var _valid0 = _errs21 === errors;
valid3 = _valid0;
}
if(!valid3){
const err16 = {instancePath:instancePath+"/details/security_issue",schemaPath:"#/properties/details/properties/security_issue/allOf/0/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
const _errs23 = errors;
let valid5 = true;
const _errs24 = errors;
const _errs25 = errors;
const _errs26 = errors;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
let missing1;
if((data7.threat === undefined) && (missing1 = "threat")){
const err17 = {};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
var valid6 = _errs26 === errors;
if(valid6){
const err18 = {};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
else {
errors = _errs25;
if(vErrors !== null){
if(_errs25){
vErrors.length = _errs25;
}
else {
vErrors = null;
}
}
}
var _valid1 = _errs24 === errors;
errors = _errs23;
if(vErrors !== null){
if(_errs23){
vErrors.length = _errs23;
}
else {
vErrors = null;
}
}
if(_valid1){
const _errs27 = errors;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.risk === undefined){
const err19 = {instancePath:instancePath+"/details/security_issue",schemaPath:"#/properties/details/properties/security_issue/allOf/1/then/required",keyword:"required",params:{missingProperty: "risk"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
var _valid1 = _errs27 === errors;
valid5 = _valid1;
}
if(!valid5){
const err20 = {instancePath:instancePath+"/details/security_issue",schemaPath:"#/properties/details/properties/security_issue/allOf/1/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.id === undefined){
const err21 = {instancePath:instancePath+"/details/security_issue",schemaPath:"#/properties/details/properties/security_issue/required",keyword:"required",params:{missingProperty: "id"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data7.method === undefined){
const err22 = {instancePath:instancePath+"/details/security_issue",schemaPath:"#/properties/details/properties/security_issue/required",keyword:"required",params:{missingProperty: "method"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(data7.parameter === undefined){
const err23 = {instancePath:instancePath+"/details/security_issue",schemaPath:"#/properties/details/properties/security_issue/required",keyword:"required",params:{missingProperty: "parameter"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data7.path === undefined){
const err24 = {instancePath:instancePath+"/details/security_issue",schemaPath:"#/properties/details/properties/security_issue/required",keyword:"required",params:{missingProperty: "path"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data7.title === undefined){
const err25 = {instancePath:instancePath+"/details/security_issue",schemaPath:"#/properties/details/properties/security_issue/required",keyword:"required",params:{missingProperty: "title"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data7.discovered_by === undefined){
const err26 = {instancePath:instancePath+"/details/security_issue",schemaPath:"#/properties/details/properties/security_issue/required",keyword:"required",params:{missingProperty: "discovered_by"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(data7.type === undefined){
const err27 = {instancePath:instancePath+"/details/security_issue",schemaPath:"#/properties/details/properties/security_issue/required",keyword:"required",params:{missingProperty: "type"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(data7.host !== undefined){
if(typeof data7.host !== "string"){
const err28 = {instancePath:instancePath+"/details/security_issue/host",schemaPath:"#/properties/details/properties/security_issue/properties/host/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data7.domain !== undefined){
if(typeof data7.domain !== "string"){
const err29 = {instancePath:instancePath+"/details/security_issue/domain",schemaPath:"#/properties/details/properties/security_issue/properties/domain/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data7.id !== undefined){
let data10 = data7.id;
if(((typeof data10 !== "string") && (!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10))))) && (data10 !== null)){
const err30 = {instancePath:instancePath+"/details/security_issue/id",schemaPath:"#/properties/details/properties/security_issue/properties/id/type",keyword:"type",params:{type: schema3.properties.details.properties.security_issue.properties.id.type}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data7.method !== undefined){
let data11 = data7.method;
if((typeof data11 !== "string") && (data11 !== null)){
const err31 = {instancePath:instancePath+"/details/security_issue/method",schemaPath:"#/properties/details/properties/security_issue/properties/method/type",keyword:"type",params:{type: schema3.properties.details.properties.security_issue.properties.method.type}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data7.parameter !== undefined){
let data12 = data7.parameter;
if((typeof data12 !== "string") && (data12 !== null)){
const err32 = {instancePath:instancePath+"/details/security_issue/parameter",schemaPath:"#/properties/details/properties/security_issue/properties/parameter/type",keyword:"type",params:{type: schema3.properties.details.properties.security_issue.properties.parameter.type}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data7.path !== undefined){
let data13 = data7.path;
if((typeof data13 !== "string") && (data13 !== null)){
const err33 = {instancePath:instancePath+"/details/security_issue/path",schemaPath:"#/properties/details/properties/security_issue/properties/path/type",keyword:"type",params:{type: schema3.properties.details.properties.security_issue.properties.path.type}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data7.title !== undefined){
if(typeof data7.title !== "string"){
const err34 = {instancePath:instancePath+"/details/security_issue/title",schemaPath:"#/properties/details/properties/security_issue/properties/title/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data7.discovered_by !== undefined){
let data15 = data7.discovered_by;
if((typeof data15 !== "string") && (data15 !== null)){
const err35 = {instancePath:instancePath+"/details/security_issue/discovered_by",schemaPath:"#/properties/details/properties/security_issue/properties/discovered_by/type",keyword:"type",params:{type: schema3.properties.details.properties.security_issue.properties.discovered_by.type}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data7.type !== undefined){
if(typeof data7.type !== "string"){
const err36 = {instancePath:instancePath+"/details/security_issue/type",schemaPath:"#/properties/details/properties/security_issue/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data7.risk !== undefined){
if(typeof data7.risk !== "string"){
const err37 = {instancePath:instancePath+"/details/security_issue/risk",schemaPath:"#/properties/details/properties/security_issue/properties/risk/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data7.threat !== undefined){
if(typeof data7.threat !== "string"){
const err38 = {instancePath:instancePath+"/details/security_issue/threat",schemaPath:"#/properties/details/properties/security_issue/properties/threat/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath:instancePath+"/details/security_issue",schemaPath:"#/properties/details/properties/security_issue/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
}
else {
const err40 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
else {
const err41 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
validate3.errors = vErrors;
return errors === 0;
}
validate3.evaluated = {"props":{"summary":true,"description":true,"details":true},"dynamicProps":false,"dynamicItems":false};

exports.ip_blocked = validate4;
const schema4 = {"$id":"urn:wallstash:schema:ip_blocked","type":"object","required":["summary","details"],"properties":{"summary":{"type":"string"},"description":{"type":"string"},"details":{"type":"object","required":["client_name","cloud","notification_type","trigger_name","expire_at","ip"],"properties":{"client_name":{"type":["string","null"]},"cloud":{"type":"string"},"notification_type":{"enum":["ip_blocked"]},"trigger_name":{"type":"string"},"application":{"type":"string"},"reason":{"type":"string"},"expire_at":{"type":"string","pattern":"^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]) (?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d [+-]\\d{4}$"},"ip":{"type":"string","if":{"pattern":":"},"then":{"format":"ipv6"},"else":{"format":"ipv4"}}}}}};
const pattern1 = new RegExp("^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]) (?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d [+-]\\d{4}$", "u");
const pattern2 = new RegExp(":", "u");

function validate4(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:wallstash:schema:ip_blocked" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate4.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.summary === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "summary"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.details === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "details"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.summary !== undefined){
if(typeof data.summary !== "string"){
const err2 = {instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.description !== undefined){
if(typeof data.description !== "string"){
const err3 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.details !== undefined){
let data2 = data.details;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.client_name === undefined){
const err4 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "client_name"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data2.cloud === undefined){
const err5 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "cloud"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data2.notification_type === undefined){
const err6 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "notification_type"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data2.trigger_name === undefined){
const err7 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "trigger_name"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data2.expire_at === undefined){
const err8 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "expire_at"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data2.ip === undefined){
const err9 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "ip"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data2.client_name !== undefined){
let data3 = data2.client_name;
if((typeof data3 !== "string") && (data3 !== null)){
const err10 = {instancePath:instancePath+"/details/client_name",schemaPath:"#/properties/details/properties/client_name/type",keyword:"type",params:{type: schema4.properties.details.properties.client_name.type}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.cloud !== undefined){
if(typeof data2.cloud !== "string"){
const err11 = {instancePath:instancePath+"/details/cloud",schemaPath:"#/properties/details/properties/cloud/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data2.notification_type !== undefined){
if(!(data2.notification_type === "ip_blocked")){
const err12 = {instancePath:instancePath+"/details/notification_type",schemaPath:"#/properties/details/properties/notification_type/enum",keyword:"enum",params:{allowedValues: schema4.properties.details.properties.notification_type.enum}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data2.trigger_name !== undefined){
if(typeof data2.trigger_name !== "string"){
const err13 = {instancePath:instancePath+"/details/trigger_name",schemaPath:"#/properties/details/properties/trigger_name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data2.application !== undefined){
if(typeof data2.application !== "string"){
const err14 = {instancePath:instancePath+"/details/application",schemaPath:"#/properties/details/properties/application/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data2.reason !== undefined){
if(typeof data2.reason !== "string"){
const err15 = {instancePath:instancePath+"/details/reason",schemaPath:"#/properties/details/properties/reason/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data2.expire_at !== undefined){
let data9 = data2.expire_at;
if(typeof data9 === "string"){
if(!pattern1.test(data9)){
const err16 = {instancePath:instancePath+"/details/expire_at",schemaPath:"#/properties/details/properties/expire_at/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]) (?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d [+-]\\d{4}$"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/details/expire_at",schemaPath:"#/properties/details/properties/expire_at/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data2.ip !== undefined){
let data10 = data2.ip;
if(typeof data10 !== "string"){
const err18 = {instancePath:instancePath+"/details/ip",schemaPath:"#/properties/details/properties/ip/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
const _errs22 = errors;
let valid2 = true;
const _errs23 = errors;
if(typeof data10 === "string"){
if(!pattern2.test(data10)){
const err19 = {};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
var _valid0 = _errs23 === errors;
errors = _errs22;
if(vErrors !== null){
if(_errs22){
vErrors.length = _errs22;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid0){
const _errs24 = errors;
if(typeof data10 === "string"){
if(!(formats2.test(data10))){
const err20 = {instancePath:instancePath+"/details/ip",schemaPath:"#/properties/details/properties/ip/then/format",keyword:"format",params:{format: "ipv6"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
var _valid0 = _errs24 === errors;
valid2 = _valid0;
ifClause0 = "then";
}
else {
const _errs25 = errors;
if(typeof data10 === "string"){
if(!(formats0.test(data10))){
const err21 = {instancePath:instancePath+"/details/ip",schemaPath:"#/properties/details/properties/ip/else/format",keyword:"format",params:{format: "ipv4"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
var _valid0 = _errs25 === errors;
valid2 = _valid0;
ifClause0 = "else";
}
if(!valid2){
const err22 = {instancePath:instancePath+"/details/ip",schemaPath:"#/properties/details/properties/ip/if",keyword:"if",params:{failingKeyword: ifClause0}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
else {
const err23 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
else {
const err24 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
validate4.errors = vErrors;
return errors === 0;
}
validate4.evaluated = {"props":{"summary":true,"description":true,"details":true},"dynamicProps":false,"dynamicItems":false};

exports.new_scope_object_ips = validate5;
const schema5 = {"$id":"urn:wallstash:schema:new_scope_object_ips","type":"object","required":["summary","details"],"properties":{"summary":{"type":"string"},"description":{"type":"string"},"details":{"type":"object","required":["client_name","cloud","notification_type","data"],"properties":{"client_name":{"type":["string","null"]},"cloud":{"type":"string"},"notification_type":{"enum":["new_scope_object_ips"]},"data":{"type":"array","items":{"type":"object","required":["action","entity","object_type","object_userid"],"properties":{"action":{"type":"string"},"entity":{"type":"object","required":["id","ip"],"properties":{"id":{"type":"integer"},"ip":{"type":"string"}}},"object_type":{"type":"string"},"object_userid":{"type":"integer"}}}}}}}};

function validate5(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:wallstash:schema:new_scope_object_ips" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate5.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.summary === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "summary"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.details === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "details"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.summary !== undefined){
if(typeof data.summary !== "string"){
const err2 = {instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.description !== undefined){
if(typeof data.description !== "string"){
const err3 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.details !== undefined){
let data2 = data.details;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.client_name === undefined){
const err4 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "client_name"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data2.cloud === undefined){
const err5 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "cloud"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data2.notification_type === undefined){
const err6 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "notification_type"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data2.data === undefined){
const err7 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: "data"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data2.client_name !== undefined){
let data3 = data2.client_name;
if((typeof data3 !== "string") && (data3 !== null)){
const err8 = {instancePath:instancePath+"/details/client_name",schemaPath:"#/properties/details/properties/client_name/type",keyword:"type",params:{type: schema5.properties.details.properties.client_name.type}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data2.cloud !== undefined){
if(typeof data2.cloud !== "string"){
const err9 = {instancePath:instancePath+"/details/cloud",schemaPath:"#/properties/details/properties/cloud/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data2.notification_type !== undefined){
if(!(data2.notification_type === "new_scope_object_ips")){
const err10 = {instancePath:instancePath+"/details/notification_type",schemaPath:"#/properties/details/properties/notification_type/enum",keyword:"enum",params:{allowedValues: schema5.properties.details.properties.notification_type.enum}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.data !== undefined){
let data6 = data2.data;
if(Array.isArray(data6)){
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
let data7 = data6[i0];
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.action === undefined){
const err11 = {instancePath:instancePath+"/details/data/" + i0,schemaPath:"#/properties/details/properties/data/items/required",keyword:"required",params:{missingProperty: "action"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data7.entity === undefined){
const err12 = {instancePath:instancePath+"/details/data/" + i0,schemaPath:"#/properties/details/properties/data/items/required",keyword:"required",params:{missingProperty: "entity"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data7.object_type === undefined){
const err13 = {instancePath:instancePath+"/details/data/" + i0,schemaPath:"#/properties/details/properties/data/items/required",keyword:"required",params:{missingProperty: "object_type"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data7.object_userid === undefined){
const err14 = {instancePath:instancePath+"/details/data/" + i0,schemaPath:"#/properties/details/properties/data/items/required",keyword:"required",params:{missingProperty: "object_userid"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data7.action !== undefined){
if(typeof data7.action !== "string"){
const err15 = {instancePath:instancePath+"/details/data/" + i0+"/action",schemaPath:"#/properties/details/properties/data/items/properties/action/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data7.entity !== undefined){
let data9 = data7.entity;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(data9.id === undefined){
const err16 = {instancePath:instancePath+"/details/data/" + i0+"/entity",schemaPath:"#/properties/details/properties/data/items/properties/entity/required",keyword:"required",params:{missingProperty: "id"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data9.ip === undefined){
const err17 = {instancePath:instancePath+"/details/data/" + i0+"/entity",schemaPath:"#/properties/details/properties/data/items/properties/entity/required",keyword:"required",params:{missingProperty: "ip"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data9.id !== undefined){
let data10 = data9.id;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
const err18 = {instancePath:instancePath+"/details/data/" + i0+"/entity/id",schemaPath:"#/properties/details/properties/data/items/properties/entity/properties/id/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data9.ip !== undefined){
if(typeof data9.ip !== "string"){
const err19 = {instancePath:instancePath+"/details/data/" + i0+"/entity/ip",schemaPath:"#/properties/details/properties/data/items/properties/entity/properties/ip/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/details/data/" + i0+"/entity",schemaPath:"#/properties/details/properties/data/items/properties/entity/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data7.object_type !== undefined){
if(typeof data7.object_type !== "string"){
const err21 = {instancePath:instancePath+"/details/data/" + i0+"/object_type",schemaPath:"#/properties/details/properties/data/items/properties/object_type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data7.object_userid !== undefined){
let data13 = data7.object_userid;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
const err22 = {instancePath:instancePath+"/details/data/" + i0+"/object_userid",schemaPath:"#/properties/details/properties/data/items/properties/object_userid/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
else {
const err23 = {instancePath:instancePath+"/details/data/" + i0,schemaPath:"#/properties/details/properties/data/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
else {
const err24 = {instancePath:instancePath+"/details/data",schemaPath:"#/properties/details/properties/data/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
else {
const err25 = {instancePath:instancePath+"/details",schemaPath:"#/properties/details/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
else {
const err26 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
validate5.errors = vErrors;
return errors === 0;
}
validate5.evaluated = {"props":{"summary":true,"description":true,"details":true},"dynamicProps":false,"dynamicItems":false};

